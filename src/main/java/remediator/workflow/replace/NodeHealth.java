package remediator.workflow.replace;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.group.GroupState;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;

/**
 * Nodes that a restore has failed on: the group can go on reading "creating" while one of its nodes
 * is {@code restore-failed}, and the SDK's waiter does not see it.
 */
final class NodeHealth {
  private static final Set<String> BROKEN =
      Set.of("restore-failed", "incompatible-network", "create-failed");

  private NodeHealth() {}

  /** Their statuses by their ids, such as orders-enc-001 and restore-failed. */
  static SortedMap<String, String> broken(StepContext context, GroupState state) {
    if (state.status().equals("available")) {
      return Collections.emptySortedMap();
    }
    Set<String> members = Set.copyOf(state.members());
    List<CacheCluster> clusters =
        members.size() == 1
            ? context
                .elastiCache()
                .describeCacheClusters(r -> r.cacheClusterId(members.iterator().next()))
                .cacheClusters()
            : context
                .elastiCache()
                .describeCacheClustersPaginator(r -> r.maxRecords(100))
                .cacheClusters()
                .stream()
                .toList();
    return clusters.stream()
        .filter(c -> members.contains(c.cacheClusterId()))
        .filter(c -> BROKEN.contains(c.cacheClusterStatus()))
        .collect(
            Collectors.toMap(
                CacheCluster::cacheClusterId,
                CacheCluster::cacheClusterStatus,
                (one, _) -> one,
                TreeMap::new));
  }
}
