package remediator.workflow.replace;

import java.util.List;
import java.util.Set;
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

  /** Such as "orders-enc-001 is restore-failed". */
  static List<String> broken(StepContext context, GroupState state) {
    if (state.status().equals("available")) {
      return List.of();
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
        .map(c -> c.cacheClusterId() + " is " + c.cacheClusterStatus())
        .sorted()
        .toList();
  }
}
