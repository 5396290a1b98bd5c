package awsemulator.elasticache.fleet;

import awsemulator.elasticache.state.CloudPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Reads a fleet's files. */
final class FleetReader {
  private final FleetFile groupFile;
  private final FleetFile clusterFile;
  private final FleetFile tagFile;
  private final FleetFile userGroupFile;
  private final FleetFile userFile;
  private final ModelReader model = new ModelReader();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();

  FleetReader(Path folder) {
    this.groupFile = new FleetFile(folder.resolve("replication-groups.json"));
    this.clusterFile = new FleetFile(folder.resolve("cache-clusters.json"));
    this.tagFile = new FleetFile(folder.resolve("tags.json"));
    this.userGroupFile = new FleetFile(folder.resolve("user-groups.json"));
    this.userFile = new FleetFile(folder.resolve("users.json"));
  }

  Fleet read() {
    List<ReplicationGroup> groups = groups();
    Map<String, CacheCluster> clusters = clusters();
    Map<String, Map<String, String>> tags = tags();
    List<UserGroup> userGroups = userGroups();
    List<User> users = users();
    Set<String> known = new HashSet<>(clusters.keySet());
    known.addAll(leftOut);
    for (ReplicationGroup group : groups) {
      known.add(group.arn());
      CloudPlace place = CloudPlace.ofArn(group.arn());
      group.memberClusters().forEach(id -> known.add(place.arn("cluster", id)));
    }
    for (String arn : tags.keySet()) {
      if (!known.contains(arn)) {
        throw new IllegalArgumentException(
            tagFile.name()
                + ": \""
                + arn
                + "\" is no group or cluster of this fleet: correct the ARN, or leave it out");
      }
    }
    if (!model.unknown().isEmpty()) {
      warnings.add(
          "left out, since this version does not know them: " + String.join(", ", model.unknown()));
    }
    return new Fleet(groups, clusters, tags, userGroups, users, warnings);
  }

  /** The objects of an answer, and a warning where it is only a part of one. */
  private List<Map<?, ?>> list(FleetFile file, String member) {
    if (file.isPart()) {
      warnings.add(
          file.name()
              + " is a part only (it has a NextToken or Marker): call the AWS CLI without"
              + " --max-items, --page-size and --no-paginate to have the rest");
    }
    return file.list(member);
  }

  private List<ReplicationGroup> groups() {
    List<ReplicationGroup> groups = new ArrayList<>();
    Set<String> arns = new HashSet<>();
    for (Map<?, ?> json : list(groupFile, "ReplicationGroups")) {
      String where = where(groupFile, "group", json.get("ReplicationGroupId"));
      ReplicationGroup group = model.fill(ReplicationGroup.builder(), json, where).build();
      if (FleetRules.isComingOrGoing(group)) {
        FleetRules.checkArn(group.arn(), where + ".ARN");
        leftOut.add(group.arn());
        warnings.add(where + " is left out: it is " + group.status() + ", and tells no nodes");
        continue;
      }
      FleetRules.check(group, where);
      if (!arns.add(group.arn())) {
        throw new IllegalArgumentException(where + " is there twice: " + group.arn());
      }
      groups.add(group);
    }
    return groups;
  }

  /** By the ARN of the cluster; ids may repeat in other accounts and Regions. */
  private Map<String, CacheCluster> clusters() {
    Map<String, CacheCluster> clusters = new LinkedHashMap<>();
    if (!clusterFile.exists()) {
      warnings.add(
          "the newest version of each engine is assumed, since "
              + clusterFile.name()
              + " is not there, which tells the versions: "
              + clusterFile.command());
      return clusters;
    }
    for (Map<?, ?> json : list(clusterFile, "CacheClusters")) {
      String where = where(clusterFile, "cluster", json.get("CacheClusterId"));
      CacheCluster cluster = model.fill(CacheCluster.builder(), json, where).build();
      FleetRules.check(cluster, where);
      if (clusters.put(cluster.arn(), cluster) != null) {
        throw new IllegalArgumentException(where + " is there twice: " + cluster.arn());
      }
    }
    return clusters;
  }

  private List<UserGroup> userGroups() {
    List<UserGroup> all = new ArrayList<>();
    if (userGroupFile.exists()) {
      for (Map<?, ?> json : list(userGroupFile, "UserGroups")) {
        String where = where(userGroupFile, "user group", json.get("UserGroupId"));
        UserGroup group = model.fill(UserGroup.builder(), json, where).build();
        FleetRules.checkId(group.userGroupId(), group.arn(), ":usergroup:", where);
        all.add(group);
      }
    }
    return all;
  }

  private List<User> users() {
    List<User> all = new ArrayList<>();
    if (userFile.exists()) {
      for (Map<?, ?> json : list(userFile, "Users")) {
        String where = where(userFile, "user", json.get("UserId"));
        User user = model.fill(User.builder(), json, where).build();
        FleetRules.checkId(user.userId(), user.arn(), ":user:", where);
        all.add(user);
      }
    }
    return all;
  }

  private Map<String, Map<String, String>> tags() {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    if (!tagFile.exists()) {
      return tags;
    }
    tagFile.read().forEach((arn, list) -> tags.put(arn, tags(arn, list)));
    return tags;
  }

  private Map<String, String> tags(String arn, Object list) {
    String where = tagFile.name() + ": \"" + arn + "\"";
    FleetRules.checkArn(arn, where);
    if (!(list instanceof List<?> items)) {
      throw new IllegalArgumentException(where + " is not a list of tags");
    }
    Map<String, String> tags = new TreeMap<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> json)) {
        throw new IllegalArgumentException(where + " has a tag that is not an object: " + item);
      }
      Tag tag = model.fill(Tag.builder(), json, where).build();
      if (tag.key() == null || tag.value() == null) {
        throw new IllegalArgumentException(where + " has a tag without Key or Value");
      }
      if (tags.put(tag.key(), tag.value()) != null) {
        throw new IllegalArgumentException(where + " has the tag " + tag.key() + " twice");
      }
    }
    return tags;
  }

  private static String where(FleetFile file, String kind, Object id) {
    return file.name() + ": " + kind + " \"" + id + "\"";
  }
}
