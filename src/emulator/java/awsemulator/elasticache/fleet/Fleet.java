package awsemulator.elasticache.fleet;

import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.EngineCatalog;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Replication groups as an owner has them, read from AWS CLI answers. */
public final class Fleet {
  private static final String GROUPS = "replication-groups.json";

  private final List<ReplicationGroup> groups;
  private final FleetNodes.Told clusters;
  private final Map<String, Map<String, String>> tags;
  private final Users users;
  private final List<ReplicationGroup> leftOut;
  private final List<String> warnings;

  /**
   * User groups and users.
   *
   * @param told whether there was a file that tells the user groups
   */
  record Users(List<UserGroup> groups, List<User> users, boolean told) {
    Users {
      groups = List.copyOf(groups);
      users = List.copyOf(users);
    }
  }

  /**
   * What the describing calls answer of one group, with AWS's defaults for what no file tells.
   *
   * @param nodes empty for a group that comes or goes and tells none
   * @param nodesTold whether the files tell the nodes; the newest version is assumed otherwise
   * @param tagsTold whether the files tell the tags, which may be none
   */
  public record Answers(
      ReplicationGroup group,
      List<CacheCluster> nodes,
      Map<String, String> tags,
      boolean nodesTold,
      boolean tagsTold) {
    public Answers {
      nodes = List.copyOf(nodes);
      tags = Map.copyOf(tags);
    }
  }

  Fleet(
      List<ReplicationGroup> groups,
      FleetNodes.Told clusters,
      Map<String, Map<String, String>> tags,
      Users users,
      List<ReplicationGroup> leftOut,
      List<String> warnings) {
    this.groups = List.copyOf(groups);
    this.clusters = clusters;
    this.tags = new LinkedHashMap<>(tags);
    this.users = users;
    this.leftOut = List.copyOf(leftOut);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads a folder: {@code replication-groups.json}, and where there are {@code
   * cache-clusters.json}, {@code tags.json}, {@code user-groups.json} and {@code users.json}.
   * Folders in it that have {@code replication-groups.json}, such as one for each account and
   * Region, are read too. Account, Region and partition of a group are those of its ARN; what a
   * missing file would have told takes AWS's defaults.
   *
   * @throws IllegalArgumentException with a sentence that names file, group and field
   */
  public static Fleet load(Path folder) {
    FleetReader reader = new FleetReader();
    List<Path> inside = foldersIn(folder);
    if (inside.isEmpty() || isOne(folder)) {
      reader.read(folder, "");
    }
    inside.forEach(one -> reader.read(one, one.getFileName() + "/"));
    return reader.fleet();
  }

  /** Whether there are groups in a folder, or in the folders in it. */
  public static boolean isIn(Path folder) {
    return isOne(folder) || !foldersIn(folder).isEmpty();
  }

  private static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(GROUPS));
  }

  private static List<Path> foldersIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Fleet::isOne).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Of every group that was read, also of those that only come or go. */
  public Stream<Answers> answers() {
    EngineCatalog engines = new EngineCatalog();
    return Stream.concat(
        groups.stream().map(g -> answers(g, engines)), leftOut.stream().map(this::comingOrGoing));
  }

  private Answers answers(ReplicationGroup group, EngineCatalog engines) {
    CloudPlace place = CloudPlace.ofArn(group.arn());
    List<CacheCluster> nodes = new FleetNodes(engines, place, group, clusters.byArn()).nodes();
    return new Answers(
        FleetGroup.withDefaults(group, nodes.getFirst()),
        nodes,
        tags(group.arn()),
        clusters.byArn().containsKey(place.arn("cluster", group.memberClusters().getFirst())),
        tags.containsKey(group.arn()));
  }

  private Answers comingOrGoing(ReplicationGroup group) {
    return new Answers(group, List.of(), tags(group.arn()), true, tags.containsKey(group.arn()));
  }

  /**
   * How many nodes each account has in each Region, by {@code account:region}, of groups or not;
   * empty where not all were read.
   */
  public Map<String, Integer> nodesByPlace() {
    Map<String, Integer> nodes = new HashMap<>();
    if (!clusters.inPart()) {
      Set<String> told = clusters.byArn().keySet();
      clusters
          .byArn()
          .values()
          .forEach(
              c ->
                  nodes.merge(
                      place(c.arn()),
                      Objects.requireNonNullElse(c.numCacheNodes(), 1),
                      Integer::sum));
      for (ReplicationGroup group : groups) {
        CloudPlace place = CloudPlace.ofArn(group.arn());
        long untold =
            group.memberClusters().stream()
                .filter(id -> !told.contains(place.arn("cluster", id)))
                .count();
        nodes.merge(place(group.arn()), (int) untold, Integer::sum);
      }
    }
    return nodes;
  }

  private static String place(String arn) {
    CloudPlace place = CloudPlace.ofArn(arn);
    return place.account() + ":" + place.region();
  }

  /** The user groups of an account and Region, by id; empty where no file tells them. */
  public Optional<Map<String, UserGroup>> userGroups(String account, String region) {
    return users.told()
        ? Optional.of(
            users.groups().stream()
                .filter(g -> place(g.arn()).equals(account + ":" + region))
                .collect(Collectors.toMap(UserGroup::userGroupId, g -> g, (one, _) -> one)))
        : Optional.empty();
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
    users.users().forEach(u -> estate.of(CloudPlace.ofArn(u.arn())).users.put(u.userId(), u));
    users
        .groups()
        .forEach(g -> estate.of(CloudPlace.ofArn(g.arn())).userGroups.put(g.userGroupId(), g));
    Set<CloudPlace> named = new HashSet<>();
    for (ReplicationGroup group : groups) {
      RegionInventory inventory = estate.of(CloudPlace.ofArn(group.arn()));
      if (inventory.groups.containsKey(group.replicationGroupId())) {
        throw new IllegalArgumentException(group.arn() + " is there already");
      }
      StoredGroup state = new FleetGroup(estate, inventory, group, clusters.byArn()).add();
      if (named.add(inventory.place())) {
        inventory.hash(EndpointAssigner.hash(state, inventory.hash()));
      }
    }
    clusters
        .byArn()
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
