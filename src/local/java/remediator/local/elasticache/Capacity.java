package remediator.local.elasticache;

import remediator.local.cloud.AwsFault;

/** Whether AWS has nodes, and the account may have them, "Quotas for ElastiCache". */
final class Capacity {
  private static final int NODES_PER_CLUSTER = 500;
  private static final int SHARDS = 90;

  private Capacity() {}

  static void check(Estate estate, String nodeType) {
    if (estate.mishaps().noCapacity(nodeType)) {
      throw AwsFault.badRequest(
          "InsufficientCacheClusterCapacity",
          "The requested cache node type is not available in the specified Availability Zone.");
    }
  }

  static void check(Estate estate, Inventory inventory, Layout layout) {
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
