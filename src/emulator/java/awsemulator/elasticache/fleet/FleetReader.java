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

/** Reads a fleet's files. */
final class FleetReader {
  private final FleetFile groupFile;
  private final FleetFile clusterFile;
  private final FleetFile tagFile;

  FleetReader(Path folder) {
    this.groupFile = new FleetFile(folder.resolve("replication-groups.json"));
    this.clusterFile = new FleetFile(folder.resolve("cache-clusters.json"));
    this.tagFile = new FleetFile(folder.resolve("tags.json"));
  }

  Fleet read() {
    List<ReplicationGroup> groups = groups();
    Map<String, CacheCluster> clusters = clusters();
    Map<String, Map<String, String>> tags = tags();
    Set<String> known = new HashSet<>(clusters.keySet());
    for (ReplicationGroup group : groups) {
      known.add(group.arn());
      CloudPlace place = CloudPlace.ofArn(group.arn());
      group.memberClusters().forEach(id -> known.add(place.arn("cluster", id)));
    }
    for (String arn : tags.keySet()) {
      if (!known.contains(arn)) {
        throw new IllegalArgumentException(
            tagFile.name() + ": \"" + arn + "\" is no group or cluster of this fleet");
      }
    }
    return new Fleet(groups, clusters, tags);
  }

  private List<ReplicationGroup> groups() {
    List<ReplicationGroup> groups = new ArrayList<>();
    Set<String> arns = new HashSet<>();
    for (Map<?, ?> json : groupFile.list("ReplicationGroups")) {
      String where = where(groupFile, "group", json.get("ReplicationGroupId"));
      ReplicationGroup group = ModelReader.fill(ReplicationGroup.builder(), json, where).build();
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
      return clusters;
    }
    for (Map<?, ?> json : clusterFile.list("CacheClusters")) {
      String where = where(clusterFile, "cluster", json.get("CacheClusterId"));
      CacheCluster cluster = ModelReader.fill(CacheCluster.builder(), json, where).build();
      FleetRules.check(cluster, where);
      if (clusters.put(cluster.arn(), cluster) != null) {
        throw new IllegalArgumentException(where + " is there twice: " + cluster.arn());
      }
    }
    return clusters;
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
      Tag tag = ModelReader.fill(Tag.builder(), json, where).build();
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
