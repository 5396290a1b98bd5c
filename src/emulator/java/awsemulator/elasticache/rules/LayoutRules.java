package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.ElastiCacheError;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;

/** Which numbers of shards and nodes, and which places for them, a new group can have. */
public final class LayoutRules {
  private LayoutRules() {}

  public static int shards(CreateReplicationGroupRequest request) {
    return request.numNodeGroups() != null
        ? request.numNodeGroups()
        : Math.max(1, request.nodeGroupConfiguration().size());
  }

  static int nodes(CreateReplicationGroupRequest request, NodeGroupConfiguration asked) {
    if (asked.replicaCount() != null) {
      return asked.replicaCount() + 1;
    }
    if (request.replicasPerNodeGroup() != null) {
      return request.replicasPerNodeGroup() + 1;
    }
    return Objects.requireNonNullElse(request.numCacheClusters(), 1);
  }

  public static void check(
      CreateReplicationGroupRequest request, boolean clusterMode, CloudPlace place) {
    checkNumbers(request);
    List<NodeGroupConfiguration> shards = request.nodeGroupConfiguration();
    if (!shards.isEmpty() && shards.size() != shards(request)) {
      throw ElastiCacheError.combination(
          "NumNodeGroups is %d, but NodeGroupConfiguration has %d node groups."
              .formatted(shards(request), shards.size()));
    }
    if (!clusterMode && shards(request) > 1) {
      throw ElastiCacheError.combination(
          "Cluster mode disabled replication groups have one node group; NumNodeGroups is "
              + shards(request)
              + ".");
    }
    checkSlots(shards, clusterMode);
    Set<Integer> ids = new HashSet<>();
    for (NodeGroupConfiguration shard : shards) {
      checkShard(request, shard, place);
      if (shard.nodeGroupId() != null && !ids.add(Integer.valueOf(shard.nodeGroupId()))) {
        throw ElastiCacheError.combination(
            "NodeGroupId " + shard.nodeGroupId() + " is given twice.");
      }
    }
    checkZones(request, clusterMode, place);
  }

  private static void checkNumbers(CreateReplicationGroupRequest request) {
    ValueRules.range("NumCacheClusters", request.numCacheClusters(), 1, 6);
    ValueRules.range("NumNodeGroups", request.numNodeGroups(), 1, 500);
    ValueRules.range("ReplicasPerNodeGroup", request.replicasPerNodeGroup(), 0, 5);
    boolean byShard =
        request.replicasPerNodeGroup() != null
            || !request.nodeGroupConfiguration().isEmpty()
            || shards(request) > 1;
    if (request.numCacheClusters() != null && byShard) {
      throw ElastiCacheError.combination(
          "NumCacheClusters cannot be used with NumNodeGroups, ReplicasPerNodeGroup or"
              + " NodeGroupConfiguration.");
    }
  }

  private static void checkSlots(List<NodeGroupConfiguration> shards, boolean clusterMode) {
    List<String> slots =
        shards.stream().map(NodeGroupConfiguration::slots).filter(Objects::nonNull).toList();
    if (slots.isEmpty()) {
      return;
    }
    if (!clusterMode) {
      throw ElastiCacheError.combination(
          "Slots are for cluster mode enabled replication groups only.");
    }
    if (slots.size() != shards.size()) {
      throw ElastiCacheError.combination("Slots must be given for all node groups or for none.");
    }
    HashSlots.checkCover(slots);
  }

  private static void checkShard(
      CreateReplicationGroupRequest request, NodeGroupConfiguration shard, CloudPlace place) {
    if (shard.nodeGroupId() != null && !shard.nodeGroupId().matches("\\d{1,4}")) {
      throw ElastiCacheError.value("Invalid NodeGroupId: " + shard.nodeGroupId() + ".");
    }
    ValueRules.range("ReplicaCount", shard.replicaCount(), 0, 5);
    if (shard.replicaCount() != null
        && request.replicasPerNodeGroup() != null
        && !shard.replicaCount().equals(request.replicasPerNodeGroup())) {
      throw ElastiCacheError.combination("ReplicaCount and ReplicasPerNodeGroup disagree.");
    }
    int replicas = nodes(request, shard) - 1;
    if (!shard.replicaAvailabilityZones().isEmpty()
        && shard.replicaAvailabilityZones().size() != replicas) {
      throw ElastiCacheError.combination(
          "The number of ReplicaAvailabilityZones must match the number of replicas.");
    }
    shard.replicaAvailabilityZones().forEach(zone -> checkZone(zone, place));
    if (shard.primaryAvailabilityZone() != null) {
      checkZone(shard.primaryAvailabilityZone(), place);
    }
    int outposts = shard.replicaOutpostArns().size();
    if (shard.primaryOutpostArn() == null ? outposts > 0 : outposts != replicas) {
      throw ElastiCacheError.combination(
          "The number of ReplicaOutpostArns must match the number of replicas.");
    }
  }

  private static void checkZones(
      CreateReplicationGroupRequest request, boolean clusterMode, CloudPlace place) {
    List<String> zones = request.preferredCacheClusterAZs();
    if (zones.isEmpty()) {
      return;
    }
    if (clusterMode || !request.nodeGroupConfiguration().isEmpty()) {
      throw ElastiCacheError.combination(
          "PreferredCacheClusterAZs cannot be used with more than one node group or with"
              + " NodeGroupConfiguration.");
    }
    if (zones.size() != nodes(request, NodeGroupConfiguration.builder().build())) {
      throw ElastiCacheError.combination(
          "The number of PreferredCacheClusterAZs must match the number of cache clusters.");
    }
    zones.forEach(zone -> checkZone(zone, place));
  }

  private static void checkZone(String zone, CloudPlace place) {
    if (!zone.matches(place.region() + "[a-f]")) {
      throw ElastiCacheError.value(zone + " is not a valid availability zone.");
    }
  }
}
