package remediator.local.elasticache;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Replication groups as an owner has them, read from AWS CLI answers. */
public final class Fleet {
  private final List<ReplicationGroup> groups;
  private final Map<String, CacheCluster> clusters;
  private final Map<String, Map<String, String>> tags;

  Fleet(
      List<ReplicationGroup> groups,
      Map<String, CacheCluster> clusters,
      Map<String, Map<String, String>> tags) {
    this.groups = List.copyOf(groups);
    this.clusters = new LinkedHashMap<>(clusters);
    this.tags = new LinkedHashMap<>(tags);
  }

  /**
   * Reads a folder: {@code replication-groups.json}, and where there are {@code
   * cache-clusters.json} and {@code tags.json}. Account, Region and partition of a group are those
   * of its ARN; what a missing file would have told takes AWS's defaults.
   *
   * @throws IllegalArgumentException with a sentence that names file, group and field
   */
  public static Fleet load(Path folder) {
    return new FleetReader(folder).read();
  }

  public List<ReplicationGroup> groups() {
    return groups;
  }

  /** The tags of a resource by its ARN. */
  public Map<String, String> tags(String arn) {
    return Map.copyOf(tags.getOrDefault(arn, Map.of()));
  }

  void addTo(Estate estate) {
    Set<Place> named = new HashSet<>();
    for (ReplicationGroup group : groups) {
      Inventory inventory = estate.of(Place.ofArn(group.arn()));
      if (inventory.groups.containsKey(group.replicationGroupId())) {
        throw new IllegalArgumentException(group.arn() + " is there already");
      }
      GroupState state = new FleetGroup(estate, inventory, group, clusters).add();
      if (named.add(inventory.place())) {
        inventory.hash(Endpoints.hash(state, inventory.hash()));
      }
    }
    clusters.values().forEach(cluster -> addAlone(estate.of(Place.ofArn(cluster.arn())), cluster));
    tags.forEach((arn, values) -> estate.of(Place.ofArn(arn)).tags.put(arn, values));
  }

  /** A cluster that no loaded group has as a member. */
  private static void addAlone(Inventory inventory, CacheCluster cluster) {
    if (inventory.groupOf(cluster.cacheClusterId()).isEmpty()) {
      inventory.standalone.put(cluster.cacheClusterId(), cluster);
    }
  }
}
