package awsemulator.elasticache.fleet;

import awsemulator.elasticache.state.CloudPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Reads the files of a fleet: of one folder, or of several beside each other. */
final class FleetReader {
  /** What can be read in part has its rest for the asking. */
  private static final String PART =
      " is a part only (it has a NextToken or Marker): call the AWS CLI without --max-items,"
          + " --page-size and --no-paginate to have the rest";

  private final ModelReader model = new ModelReader();
  private final Map<String, ReplicationGroup> groups = new LinkedHashMap<>();
  private final List<ReplicationGroup> leftOut = new ArrayList<>();
  private final Map<String, CacheCluster> clusters = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
  private final List<UserGroup> userGroups = new ArrayList<>();
  private final List<User> users = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** By the ARN of what has them, the file that they are in. */
  private final Map<String, FleetFile> tagged = new HashMap<>();

  private boolean groupsMissing;
  private boolean clustersMissing;
  private boolean userGroupsTold;

  /**
   * Reads one folder.
   *
   * @param shown before the names of its files in messages
   */
  FleetReader read(Path folder, String shown) {
    FleetFile groupFile = file(folder, shown, "replication-groups.json");
    FleetFile clusterFile = file(folder, shown, "cache-clusters.json");
    FleetFile tagFile = file(folder, shown, "tags.json");
    FleetFile userGroupFile = file(folder, shown, "user-groups.json");
    FleetFile userFile = file(folder, shown, "users.json");
    List<ReplicationGroup> here = new ArrayList<>();
    groupsMissing |=
        part(groupFile, groupFile.list("ReplicationGroups", g -> group(g, groupFile, here)));
    if (clusterFile.exists()) {
      if (part(clusterFile, clusterFile.list("CacheClusters", c -> cluster(c, clusterFile)))) {
        clustersMissing = true;
        here.forEach(group -> likeItsSiblings(group, clusterFile));
      }
    } else {
      warnings.add(
          "the newest version of each engine is assumed, since "
              + clusterFile.name()
              + " is not there, which tells the versions: "
              + clusterFile.command());
    }
    if (tagFile.exists()) {
      tagFile.members((arn, list) -> tags(arn, list, tagFile));
    }
    if (userGroupFile.exists()) {
      userGroupsTold = true;
      part(userGroupFile, userGroupFile.list("UserGroups", g -> userGroup(g, userGroupFile)));
    }
    if (userFile.exists()) {
      part(userFile, userFile.list("Users", u -> user(u, userFile)));
    }
    return this;
  }

  private static FleetFile file(Path folder, String shown, String name) {
    return new FleetFile(folder.resolve(name), shown + name);
  }

  private boolean part(FleetFile file, boolean isPart) {
    if (isPart) {
      warnings.add(file.name() + PART);
    }
    return isPart;
  }

  /** All that was read. */
  Fleet fleet() {
    Set<String> members = new HashSet<>();
    for (ReplicationGroup group : groups.values()) {
      CloudPlace place = CloudPlace.ofArn(group.arn());
      group.memberClusters().forEach(id -> members.add(place.arn("cluster", id)));
    }
    Set<String> known = new HashSet<>(members);
    known.addAll(groups.keySet());
    known.addAll(clusters.keySet());
    leftOut.forEach(group -> known.add(group.arn()));
    List<String> unknown = tags.keySet().stream().filter(arn -> !known.contains(arn)).toList();
    if (!unknown.isEmpty()) {
      String first = tagged.get(unknown.getFirst()).name() + ": \"" + unknown.getFirst() + "\"";
      if (!groupsMissing && !clustersMissing) {
        throw new IllegalArgumentException(
            first + " is no group or cluster of this fleet: correct the ARN, or leave it out");
      }
      warnings.add(
          first
              + (unknown.size() > 1 ? " and " + (unknown.size() - 1) + " more" : "")
              + " is no group or cluster that was read; its tags are left out");
      tags.keySet().removeAll(Set.copyOf(unknown));
    }
    others(members).ifPresent(warnings::add);
    if (!model.unknown().isEmpty()) {
      warnings.add(
          "left out, since this version does not know them: " + String.join(", ", model.unknown()));
    }
    return new Fleet(
        List.copyOf(groups.values()),
        new FleetNodes.Told(clusters, clustersMissing),
        tags,
        new Fleet.Users(userGroups, users, userGroupsTold),
        leftOut,
        warnings);
  }

  /** A word on clusters that describe-cache-clusters prints and no replication group has. */
  private Optional<String> others(Set<String> members) {
    List<CacheCluster> alone =
        clusters.values().stream()
            .filter(c -> !members.contains(c.arn()) && c.replicationGroupId() == null)
            .toList();
    long memcached = alone.stream().filter(c -> "memcached".equals(c.engine())).count();
    return alone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d clusters are in no replication group (%d of them Memcached), so they are only counted"
                .formatted(alone.size(), memcached));
  }

  private void group(Map<?, ?> json, FleetFile file, List<ReplicationGroup> here) {
    String where = where(file, "group", json.get("ReplicationGroupId"));
    ReplicationGroup group = model.fill(ReplicationGroup.builder(), json, where).build();
    if (FleetRules.isComingOrGoing(group)) {
      FleetRules.checkArn(group.arn(), where + ".ARN");
      leftOut.add(group);
      warnings.add(where + " is left out: it is " + group.status() + ", and tells no nodes");
      return;
    }
    FleetRules.check(group, where);
    if (groups.put(group.arn(), group) != null) {
      throw new IllegalArgumentException(where + " is there twice: " + group.arn());
    }
    here.add(group);
  }

  /** By the ARN of the cluster; ids may repeat in other accounts and Regions. */
  private void cluster(Map<?, ?> json, FleetFile file) {
    String where = where(file, "cluster", json.get("CacheClusterId"));
    CacheCluster cluster = model.fill(CacheCluster.builder(), json, where).build();
    FleetRules.check(cluster, where);
    if (clusters.put(cluster.arn(), cluster) != null) {
      throw new IllegalArgumentException(where + " is there twice: " + cluster.arn());
    }
  }

  /** A page may end in the middle of a group; its other nodes are then as those that are told. */
  private void likeItsSiblings(ReplicationGroup group, FleetFile file) {
    CloudPlace place = CloudPlace.ofArn(group.arn());
    List<String> missing =
        group.memberClusters().stream()
            .filter(id -> !clusters.containsKey(place.arn("cluster", id)))
            .toList();
    if (missing.isEmpty() || missing.size() == group.memberClusters().size()) {
      return;
    }
    CacheCluster told =
        group.memberClusters().stream()
            .map(id -> clusters.get(place.arn("cluster", id)))
            .filter(cluster -> cluster != null)
            .findFirst()
            .orElseThrow();
    missing.forEach(
        id ->
            clusters.put(
                place.arn("cluster", id),
                told.toBuilder().cacheClusterId(id).arn(place.arn("cluster", id)).build()));
    warnings.add(
        "%s lacks %s of group \"%s\", taken to be like %s"
            .formatted(
                file.name(),
                missing.stream().collect(Collectors.joining(", ")),
                group.replicationGroupId(),
                told.cacheClusterId()));
  }

  private void userGroup(Map<?, ?> json, FleetFile file) {
    String where = where(file, "user group", json.get("UserGroupId"));
    UserGroup group = model.fill(UserGroup.builder(), json, where).build();
    FleetRules.checkId(group.userGroupId(), group.arn(), ":usergroup:", where);
    userGroups.add(group);
  }

  private void user(Map<?, ?> json, FleetFile file) {
    String where = where(file, "user", json.get("UserId"));
    User user = model.fill(User.builder(), json, where).build();
    FleetRules.checkId(user.userId(), user.arn(), ":user:", where);
    users.add(user);
  }

  private void tags(String arn, Object list, FleetFile file) {
    String where = file.name() + ": \"" + arn + "\"";
    FleetRules.checkArn(arn, where);
    if (!(list instanceof List<?> items)) {
      throw new IllegalArgumentException(where + " is not a list of tags");
    }
    Map<String, String> found = new TreeMap<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> json)) {
        throw new IllegalArgumentException(where + " has a tag that is not an object: " + item);
      }
      Tag tag = model.fill(Tag.builder(), json, where).build();
      if (tag.key() == null || tag.value() == null) {
        throw new IllegalArgumentException(where + " has a tag without Key or Value");
      }
      if (found.put(tag.key(), tag.value()) != null) {
        throw new IllegalArgumentException(where + " has the tag " + tag.key() + " twice");
      }
    }
    tags.put(arn, found);
    tagged.put(arn, file);
  }

  private static String where(FleetFile file, String kind, Object id) {
    return file.name() + ": " + kind + " \"" + id + "\"";
  }
}
