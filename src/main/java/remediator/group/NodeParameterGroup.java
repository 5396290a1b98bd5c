package remediator.group;

import software.amazon.awssdk.services.elasticache.model.CacheCluster;

/**
 * The parameter group of a node.
 *
 * @param node id of the cache cluster
 * @param name of the parameter group; empty where ElastiCache tells none
 * @param status {@code in-sync}, {@code applying} or {@code pending-reboot} (API reference,
 *     CacheParameterGroupStatus)
 */
public record NodeParameterGroup(String node, String name, String status) {
  static NodeParameterGroup of(CacheCluster cluster) {
    var group = cluster.cacheParameterGroup();
    return group == null
        ? new NodeParameterGroup(cluster.cacheClusterId(), "", "")
        : new NodeParameterGroup(
            cluster.cacheClusterId(),
            group.cacheParameterGroupName(),
            group.cacheNodeIdsToReboot().isEmpty()
                ? group.parameterApplyStatus()
                : "pending-reboot");
  }

  public boolean isInSync() {
    return "in-sync".equals(status);
  }

  public boolean needsReboot() {
    return "pending-reboot".equals(status);
  }
}
