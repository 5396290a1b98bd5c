package awsemulator.elasticache.parameters;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;

/** Another parameter group. */
public record ParameterGroupEdit(String name) implements GroupEdit {
  @Override
  public String text() {
    return "parameter group " + name;
  }

  @Override
  public Duration takes(OperationTiming timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return true;
  }

  /** The nodes have it now; its values reach them a little later. */
  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    ParameterGroup before = inventory.parameterGroups.get(group.parameterGroup());
    ParameterGroup now = inventory.parameterGroups.get(name);
    if (now == null) {
      return; // Somebody has taken it away meanwhile.
    }
    ParameterRollout rollout = new ParameterRollout(estate, inventory, group);
    rollout.beforeChange();
    if (before != null && !before.family().equals(now.family())) {
      // Only an upgrade, made in the same call, leads into another family.
      rollout.restarted(now);
    }
    estate.mishaps().associated(group.arn(), name);
    group.changeNodes(b -> b.cacheParameterGroup(inSync(name)));
    rollout.begin();
  }

  public static CacheParameterGroupStatus inSync(String name) {
    return CacheParameterGroupStatus.builder()
        .cacheParameterGroupName(name)
        .parameterApplyStatus("in-sync")
        .build();
  }
}
