package remediator.local.elasticache;

import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** An upgrade in place: endpoints and data stay. */
record EngineEdit(EngineVersion target) implements Edit {
  @Override
  public String text() {
    return "engine " + target.engine() + " " + target.version();
  }

  @Override
  public Duration takes(Timing timing) {
    return timing.upgrade();
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void announce(
      ReplicationGroupPendingModifiedValues.Builder group, PendingModifiedValues.Builder node) {
    node.engineVersion(target.version());
  }

  @Override
  public void apply(Estate estate, Inventory inventory, GroupState group) {
    group.change(b -> b.engine(target.engine()));
    group.changeNodes(b -> b.engine(target.engine()).engineVersion(target.version()));
    estate
        .journal()
        .event(group.place(), "replication-group", group.id(), "Engine version upgraded.");
  }
}
