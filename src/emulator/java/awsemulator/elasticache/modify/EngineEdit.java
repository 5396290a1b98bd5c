package awsemulator.elasticache.modify;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** An upgrade in place: endpoints and data stay. */
record EngineEdit(EngineRelease target) implements GroupEdit {
  @Override
  public String text() {
    return "engine " + target.engine() + " " + target.version();
  }

  @Override
  public Duration takes(OperationTiming timing) {
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
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    group.change(b -> b.engine(target.engine()));
    group.changeNodes(b -> b.engine(target.engine()).engineVersion(target.version()));
    estate
        .journal()
        .event(group.place(), "replication-group", group.id(), "Engine version upgraded.");
  }
}
