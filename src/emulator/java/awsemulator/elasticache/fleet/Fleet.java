package awsemulator.elasticache.fleet;

import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Replication groups as an owner has them, read from AWS CLI answers. */
public final class Fleet {
  private final List<ReplicationGroup> groups;
  private final Map<String, CacheCluster> clusters;
  private final Map<String, Map<String, String>> tags;
  private final List<UserGroup> userGroups;
  private final List<User> users;
  private final List<String> warnings;

  Fleet(
      List<ReplicationGroup> groups,
      Map<String, CacheCluster> clusters,
      Map<String, Map<String, String>> tags,
      List<UserGroup> userGroups,
      List<User> users,
      List<String> warnings) {
    this.groups = List.copyOf(groups);
    this.clusters = new LinkedHashMap<>(clusters);
    this.tags = new LinkedHashMap<>(tags);
    this.userGroups = List.copyOf(userGroups);
    this.users = List.copyOf(users);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads a folder: {@code replication-groups.json}, and where there are {@code
   * cache-clusters.json}, {@code tags.json}, {@code user-groups.json} and {@code users.json}.
   * Account, Region and partition of a group are those of its ARN; what a missing file would have
   * told takes AWS's defaults.
   *
   * @throws IllegalArgumentException with a sentence that names file, group and field
   */
  public static Fleet load(Path folder) {
    return new FleetReader(folder).read();
  }

  public List<ReplicationGroup> groups() {
    return groups;
  }

  /** What its owner should know of the files, which are of use all the same. */
  public List<String> warnings() {
    return warnings;
  }

  /** The tags of a resource by its ARN. */
  public Map<String, String> tags(String arn) {
    return Map.copyOf(tags.getOrDefault(arn, Map.of()));
  }

  public void addTo(CloudEstate estate) {
    users.forEach(u -> estate.of(CloudPlace.ofArn(u.arn())).users.put(u.userId(), u));
    userGroups.forEach(
        g -> estate.of(CloudPlace.ofArn(g.arn())).userGroups.put(g.userGroupId(), g));
    Set<CloudPlace> named = new HashSet<>();
    for (ReplicationGroup group : groups) {
      RegionInventory inventory = estate.of(CloudPlace.ofArn(group.arn()));
      if (inventory.groups.containsKey(group.replicationGroupId())) {
        throw new IllegalArgumentException(group.arn() + " is there already");
      }
      StoredGroup state = new FleetGroup(estate, inventory, group, clusters).add();
      if (named.add(inventory.place())) {
        inventory.hash(EndpointAssigner.hash(state, inventory.hash()));
      }
    }
    clusters
        .values()
        .forEach(cluster -> addAlone(estate.of(CloudPlace.ofArn(cluster.arn())), cluster));
    tags.forEach((arn, values) -> estate.of(CloudPlace.ofArn(arn)).tags.put(arn, values));
  }

  /** A cluster that no loaded group has as a member. */
  private static void addAlone(RegionInventory inventory, CacheCluster cluster) {
    if (inventory.groupOf(cluster.cacheClusterId()).isEmpty()) {
      inventory.standalone.put(cluster.cacheClusterId(), cluster);
    }
  }
}
