package remediator.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Reads a live replication group. Three places tell about one: the group itself, its cache clusters
 * (subnet group, security groups, parameter group, windows and version are only there), and its
 * tags. A look-up that fails is an exception, never "nothing found".
 */
public final class GroupReader {
  /** From here on the account's nodes are listed, 100 a page: the API cannot filter by group. */
  private static final int FEW = 2;

  private final ElastiCacheClient client;

  public GroupReader(ElastiCacheClient client) {
    this.client = client;
  }

  /**
   * The group, or empty where there is none of that id. The tags of a group that is not available
   * cannot be read; it then has none here, and its status says why.
   *
   * <p>The status of a group that has only just been modified may still be {@code available}.
   */
  public Optional<ReplicationGroup> read(GroupArn arn) {
    return describe(arn).map(group -> read(arn, group));
  }

  private ReplicationGroup read(
      GroupArn arn, software.amazon.awssdk.services.elasticache.model.ReplicationGroup group) {
    List<CacheCluster> nodes = clusters(group.memberClusters());
    if (!"available".equals(group.status())) {
      return new GroupMapper(arn).map(group, nodes, Map.of());
    }
    try {
      return new GroupMapper(arn).map(group, nodes, tags(arn));
    } catch (InvalidReplicationGroupStateException _) {
      // Its status lags behind: somebody has just begun to modify it.
      return new GroupMapper(arn)
          .map(group.toBuilder().status("modifying").build(), nodes, Map.of());
    }
  }

  /**
   * Only what DescribeReplicationGroups tells, for following a change: one call. Empty where there
   * is no such group.
   */
  public Optional<GroupState> state(GroupArn arn) {
    return describe(arn).map(GroupState::of);
  }

  /**
   * What has been asked of the group's nodes and waits: node type, engine version and the like are
   * told by the nodes only. All nodes of a group wait for the same, so one is asked.
   */
  public List<String> pendingAtNodes(GroupState state) {
    return clusters(state.members().stream().limit(1).toList()).stream()
        .flatMap(c -> Pending.names(c.pendingModifiedValues()).stream())
        .toList();
  }

  /**
   * The endpoints of nodes, with the port. A sharded group does not tell them itself.
   *
   * @param ids of cache clusters
   */
  public List<String> nodeEndpoints(List<String> ids) {
    return clusters(ids).stream()
        .flatMap(c -> c.cacheNodes().stream())
        .filter(n -> n.endpoint() != null)
        .map(n -> n.endpoint().address() + ":" + n.endpoint().port())
        .sorted()
        .toList();
  }

  private Optional<software.amazon.awssdk.services.elasticache.model.ReplicationGroup> describe(
      GroupArn arn) {
    try {
      return client
          .describeReplicationGroups(r -> r.replicationGroupId(arn.id()))
          .replicationGroups()
          .stream()
          .filter(g -> arn.id().equalsIgnoreCase(g.replicationGroupId()))
          .findFirst();
    } catch (ReplicationGroupNotFoundException _) {
      return Optional.empty();
    }
  }

  private List<CacheCluster> clusters(List<String> ids) {
    return ids.size() < FEW ? oneByOne(ids) : fromTheList(ids);
  }

  private List<CacheCluster> oneByOne(List<String> ids) {
    List<CacheCluster> found = new ArrayList<>();
    for (String id : ids) {
      try {
        found.addAll(
            client
                .describeCacheClusters(r -> r.cacheClusterId(id).showCacheNodeInfo(true))
                .cacheClusters());
      } catch (CacheClusterNotFoundException _) {
        // A node that went between the two calls: the mapper finds that one is missing.
      }
    }
    return found;
  }

  /** The API cannot filter by group, so the pages are filtered here. */
  private List<CacheCluster> fromTheList(List<String> ids) {
    Set<String> wanted = new HashSet<>(ids);
    return client
        .describeCacheClustersPaginator(r -> r.showCacheNodeInfo(true).maxRecords(100))
        .cacheClusters()
        .stream()
        .filter(c -> wanted.contains(c.cacheClusterId()))
        .toList();
  }

  private Map<String, String> tags(GroupArn arn) {
    Map<String, String> tags = new TreeMap<>();
    for (Tag tag : client.listTagsForResource(r -> r.resourceName(arn.toString())).tagList()) {
      tags.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    return tags;
  }
}
