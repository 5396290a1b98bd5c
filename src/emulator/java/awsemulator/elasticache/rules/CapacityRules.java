package awsemulator.elasticache.rules;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.RegionInventory;

/** Whether AWS has nodes, and the account may have them, "Quotas for ElastiCache". */
public final class CapacityRules {
  private static final int NODES_PER_CLUSTER = 500;
  private static final int SHARDS = 90;

  private CapacityRules() {}

  public static void check(CloudEstate estate, String nodeType) {
    if (estate.mishaps().noCapacity(nodeType)) {
      throw AwsFault.badRequest(
          "InsufficientCacheClusterCapacity",
          "The requested cache node type is not available in the specified Availability Zone.");
    }
  }

  public static void check(CloudEstate estate, RegionInventory inventory, ShardLayout layout) {
    int nodes = layout.nodes();
    if (layout.shards().size() > SHARDS) {
      throw AwsFault.badRequest(
          "NodeGroupsPerReplicationGroupQuotaExceeded",
          "The request cannot be processed because it would exceed the maximum allowed number of"
              + " node groups (shards) in a single replication group. The default maximum is 90");
    }
    if (nodes > NODES_PER_CLUSTER) {
      throw AwsFault.badRequest(
          "NodeQuotaForClusterExceeded",
          "The request cannot be processed because it would exceed the allowed number of cache"
              + " nodes in a single cluster.");
    }
    if (inventory.clusters().size() + nodes > estate.nodeQuota()) {
      throw AwsFault.badRequest(
          "NodeQuotaForCustomerExceeded",
          "The request cannot be processed because it would exceed the allowed number of cache"
              + " nodes per customer.");
    }
  }
}
