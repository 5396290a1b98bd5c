package awsemulator.elasticache;

import awsemulator.elasticache.rules.MarkerPage;
import awsemulator.elasticache.rules.NodeTypes;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheNode;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ListAllowedNodeTypeModificationsRequest;
import software.amazon.awssdk.services.elasticache.model.ListAllowedNodeTypeModificationsResponse;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Describe operations on groups and nodes. */
final class GroupReads {
  DescribeReplicationGroupsResponse groups(
      RegionInventory inventory, DescribeReplicationGroupsRequest request) {
    List<ReplicationGroup> all =
        request.replicationGroupId() == null
            ? inventory.groups.values().stream().map(GroupReads::told).toList()
            : List.of(told(inventory.group(request.replicationGroupId())));
    MarkerPage<ReplicationGroup> page =
        MarkerPage.of(
            all,
            ReplicationGroup::replicationGroupId,
            request.maxRecords(),
            request.marker(),
            20,
            100);
    return DescribeReplicationGroupsResponse.builder()
        .replicationGroups(page.items())
        .marker(page.marker())
        .build();
  }

  /**
   * A group that is being deleted tells no members, no shards and no node type any more
   * (cloud-custodian/cloud-custodian, tests/data/placebo, _replication_group_delete).
   */
  static ReplicationGroup told(StoredGroup group) {
    return "deleting".equals(group.group().status())
        ? group.group().toBuilder()
            .memberClusters((Collection<String>) null)
            .nodeGroups((Collection<NodeGroup>) null)
            .cacheNodeType(null)
            .build()
        : group.group();
  }

  DescribeCacheClustersResponse clusters(
      RegionInventory inventory, DescribeCacheClustersRequest request) {
    List<CacheCluster> all = new ArrayList<>(inventory.clusters());
    if (request.cacheClusterId() != null) {
      String id = NameRules.lower(request.cacheClusterId());
      all.removeIf(cluster -> !cluster.cacheClusterId().equals(id));
      if (all.isEmpty()) {
        throw ElastiCacheError.noCluster(request.cacheClusterId());
      }
    }
    if (Boolean.TRUE.equals(request.showCacheClustersNotInReplicationGroups())) {
      all.removeIf(cluster -> cluster.replicationGroupId() != null);
    }
    MarkerPage<CacheCluster> page =
        MarkerPage.of(
            all, CacheCluster::cacheClusterId, request.maxRecords(), request.marker(), 20, 100);
    boolean nodeInfo = Boolean.TRUE.equals(request.showCacheNodeInfo());
    return DescribeCacheClustersResponse.builder()
        .cacheClusters(page.items().stream().map(c -> nodeInfo ? c : withoutNodes(c)).toList())
        .marker(page.marker())
        .build();
  }

  ListAllowedNodeTypeModificationsResponse nodeTypes(
      RegionInventory inventory, ListAllowedNodeTypeModificationsRequest request) {
    if ((request.replicationGroupId() == null) == (request.cacheClusterId() == null)) {
      throw ElastiCacheError.combination(
          "Exactly one of ReplicationGroupId and CacheClusterId is needed.");
    }
    StoredGroup group =
        request.replicationGroupId() != null
            ? inventory.group(request.replicationGroupId())
            : inventory
                .groupOf(request.cacheClusterId())
                .orElseThrow(() -> ElastiCacheError.noCluster(request.cacheClusterId()));
    String type = group.group().cacheNodeType();
    return ListAllowedNodeTypeModificationsResponse.builder()
        .scaleUpModifications(NodeTypes.up(type))
        .scaleDownModifications(NodeTypes.down(type))
        .build();
  }

  private static CacheCluster withoutNodes(CacheCluster cluster) {
    return cluster.toBuilder().cacheNodes((List<CacheNode>) null).build();
  }
}
