package awsemulator.elasticache;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.modify.GroupReshaping;
import awsemulator.elasticache.modify.OwnerWork;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupShardConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupShardConfigurationResponse;

/** ModifyReplicationGroupShardConfiguration, by which a group gets one more shard. */
final class ShardOperations {
  private final CloudEstate estate;

  ShardOperations(CloudEstate estate) {
    this.estate = estate;
  }

  ModifyReplicationGroupShardConfigurationResponse change(
      RegionInventory inventory, ModifyReplicationGroupShardConfigurationRequest request) {
    StoredGroup group = inventory.group(request.replicationGroupId());
    // "Indicates that the shard reconfiguration process begins immediately. At present, the only
    // permitted value for this parameter is true."
    if (!Boolean.TRUE.equals(request.applyImmediately())) {
      throw ElastiCacheError.value("ApplyImmediately must be true.");
    }
    OwnerWork work = new OwnerWork(estate, inventory, group);
    if (!work.possible(GroupReshaping.ADD_SHARD)) {
      throw ElastiCacheError.combination(
          "Replication group must be cluster mode enabled to change its shards.");
    }
    int shards = group.group().nodeGroups().size();
    if (request.nodeGroupCount() == null || request.nodeGroupCount() != shards + 1) {
      throw AwsFault.badRequest(
          "InvalidParameterValue",
          "This cloud adds one shard at a time; there are " + shards + ".");
    }
    if (!work.begin(GroupReshaping.ADD_SHARD)) {
      throw ElastiCacheError.groupState("Replication group " + group.id() + " is not available.");
    }
    return ModifyReplicationGroupShardConfigurationResponse.builder()
        .replicationGroup(group.group())
        .build();
  }
}
