package remediator.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;

/**
 * Cache clusters by id, each asked for once. The API tells of one, or lists all of the account in
 * pages of 100; it cannot filter by group.
 */
final class CacheClusterReader {
  private static final int FEW = 2;

  private final ElastiCacheClient client;
  private final Map<String, Optional<CacheCluster>> found = new HashMap<>();
  private OptionalInt counted = OptionalInt.empty();

  CacheClusterReader(ElastiCacheClient client) {
    this.client = client;
  }

  void invalidate() {
    found.clear();
    counted = OptionalInt.empty();
  }

  /**
   * Those of these ids that there are.
   *
   * @param more ids that will be asked for next: where there is a list to be read, it is read once
   */
  List<CacheCluster> of(List<String> ids, List<String> more) {
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      Set<String> all = new HashSet<>(missing);
      all.addAll(more);
      all.removeAll(found.keySet());
      if (all.size() < FEW) {
        all.forEach(id -> found.put(id, one(id)));
      } else {
        list(all);
      }
    }
    return ids.stream().map(found::get).flatMap(Optional::stream).toList();
  }

  /** Reads these, and counts all nodes of the account in this Region, by one list. */
  void listAll(List<String> ids) {
    list(Set.copyOf(ids));
  }

  /** All nodes of the account in this Region. */
  int inRegion() {
    if (counted.isEmpty()) {
      list(Set.of());
    }
    return counted.orElseThrow();
  }

  private Optional<CacheCluster> one(String id) {
    try {
      return client
          .describeCacheClusters(r -> r.cacheClusterId(id).showCacheNodeInfo(true))
          .cacheClusters()
          .stream()
          .findFirst();
    } catch (CacheClusterNotFoundException _) {
      // A node that went between the two calls: the mapper finds that one is missing.
      return Optional.empty();
    }
  }

  private void list(Set<String> wanted) {
    List<CacheCluster> some = new ArrayList<>();
    int count = 0;
    for (CacheCluster cluster :
        client
            .describeCacheClustersPaginator(r -> r.showCacheNodeInfo(true).maxRecords(100))
            .cacheClusters()) {
      count += cluster.numCacheNodes() == null ? 1 : cluster.numCacheNodes();
      if (wanted.contains(cluster.cacheClusterId())) {
        some.add(cluster);
      }
    }
    wanted.forEach(id -> found.put(id, Optional.empty()));
    some.forEach(c -> found.put(c.cacheClusterId(), Optional.of(c)));
    counted = OptionalInt.of(count);
  }
}
