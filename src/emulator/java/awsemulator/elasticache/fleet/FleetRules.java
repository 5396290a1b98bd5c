package awsemulator.elasticache.fleet;

import awsemulator.cloud.CallerIdentity;
import awsemulator.elasticache.endpoints.RegionCodes;
import awsemulator.elasticache.rules.HashSlots;
import awsemulator.elasticache.state.CloudPlace;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** What a loaded group and node must tell, since the cloud could not go on without it. */
final class FleetRules {
  private FleetRules() {}

  /** Whether it is a group that tells nothing yet or any more: one that is made or deleted. */
  static boolean isComingOrGoing(ReplicationGroup group) {
    return group.arn() != null
        && Set.of("creating", "deleting", "create-failed").contains(String.valueOf(group.status()))
        && (group.memberClusters().isEmpty() || group.nodeGroups().isEmpty());
  }

  static void check(ReplicationGroup group, String where) {
    require(group.replicationGroupId(), where, "ReplicationGroupId");
    require(group.arn(), where, "ARN");
    require(group.status(), where, "Status");
    require(group.cacheNodeType(), where, "CacheNodeType");
    checkArn(group.arn(), where + ".ARN");
    if (!group.arn().endsWith(":replicationgroup:" + group.replicationGroupId())) {
      throw new IllegalArgumentException(where + ".ARN is that of another group: " + group.arn());
    }
    if (group.memberClusters().isEmpty()) {
      throw new IllegalArgumentException(where + ".MemberClusters is missing or empty");
    }
    if (group.nodeGroups().isEmpty()) {
      throw new IllegalArgumentException(where + ".NodeGroups is missing or empty");
    }
    for (NodeGroup shard : group.nodeGroups()) {
      require(shard.nodeGroupId(), where, "NodeGroups.NodeGroupId");
      if (shard.nodeGroupMembers().isEmpty()) {
        throw new IllegalArgumentException(
            where + ".NodeGroups.NodeGroupMembers is missing or empty");
      }
      for (NodeGroupMember member : shard.nodeGroupMembers()) {
        if (!group.memberClusters().contains(String.valueOf(member.cacheClusterId()))) {
          throw new IllegalArgumentException(
              where
                  + ".NodeGroups has a member that is not in MemberClusters: "
                  + member.cacheClusterId());
        }
      }
    }
    if (clusterMode(group)) {
      group.nodeGroups().forEach(shard -> checkSlots(shard.slots(), where));
    }
  }

  /** Whether cluster mode is enabled: older answers do not tell ClusterMode. */
  static boolean clusterMode(ReplicationGroup group) {
    return group.clusterEnabled() == null
        ? "enabled".equals(group.clusterModeAsString())
        : group.clusterEnabled();
  }

  private static void checkSlots(String slots, String where) {
    require(slots, where, "NodeGroups.Slots");
    if (HashSlots.parse(slots).isEmpty()) {
      throw new IllegalArgumentException(where + ".NodeGroups.Slots are no slots: " + slots);
    }
  }

  static void check(CacheCluster cluster, String where) {
    require(cluster.cacheClusterId(), where, "CacheClusterId");
    require(cluster.arn(), where, "ARN");
    require(cluster.engine(), where, "Engine");
    require(cluster.engineVersion(), where, "EngineVersion");
    checkArn(cluster.arn(), where + ".ARN");
    if (!cluster.engineVersion().matches("\\d+\\.\\d+(\\.\\d+)?")) {
      throw new IllegalArgumentException(
          where + ".EngineVersion is not a version: " + cluster.engineVersion());
    }
  }

  /** What lies beside groups is found by its ARN, which ends with its id. */
  static void checkId(String id, String arn, String kind, String where) {
    require(id, where, "id");
    require(arn, where, "ARN");
    checkArn(arn, where + ".ARN");
    if (!arn.endsWith(kind + id)) {
      throw new IllegalArgumentException(where + ".ARN is that of another one: " + arn);
    }
  }

  static void checkArn(String arn, String where) {
    try {
      CloudPlace place = CloudPlace.ofArn(arn);
      RegionCodes.of(place.region());
      if (!place.equals(CloudPlace.of(new CallerIdentity("", place.account(), place.region())))) {
        throw new IllegalArgumentException(
            "the Region " + place.region() + " is not in the partition " + place.partition());
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static void require(String value, String where, String field) {
    if (value == null) {
      throw new IllegalArgumentException(where + "." + field + " is missing");
    }
  }
}
