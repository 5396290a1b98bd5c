package remediator.local.elasticache;

import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;

/** Another parameter group. */
record ParameterGroupEdit(String name) implements Edit {
  @Override
  public String text() {
    return "parameter group " + name;
  }

  @Override
  public Duration takes(Timing timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void apply(Estate estate, Inventory inventory, GroupState group) {
    group.changeNodes(b -> b.cacheParameterGroup(inSync(name)));
  }

  static CacheParameterGroupStatus inSync(String name) {
    return CacheParameterGroupStatus.builder()
        .cacheParameterGroupName(name)
        .parameterApplyStatus("in-sync")
        .build();
  }
}
