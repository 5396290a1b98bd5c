package awsemulator.elasticache.parameters;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
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

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    group.changeNodes(b -> b.cacheParameterGroup(inSync(name)));
  }

  public static CacheParameterGroupStatus inSync(String name) {
    return CacheParameterGroupStatus.builder()
        .cacheParameterGroupName(name)
        .parameterApplyStatus("in-sync")
        .build();
  }
}
