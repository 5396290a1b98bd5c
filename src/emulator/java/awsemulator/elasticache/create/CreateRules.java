package awsemulator.elasticache.create;

import awsemulator.elasticache.rules.LogRules;
import awsemulator.elasticache.rules.NodeTypes;
import awsemulator.elasticache.rules.SecurityGroups;
import awsemulator.elasticache.rules.ShardLayout;
import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.NameRules;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** What CreateReplicationGroup refuses, apart from layout, encryption and snapshots. */
final class CreateRules {
  private CreateRules() {}

  static void refuseUnsupported(CreateReplicationGroupRequest request) {
    refuse(request.globalReplicationGroupId() != null, "GlobalReplicationGroupId");
    refuse(request.primaryClusterId() != null, "PrimaryClusterId");
    refuse(!request.snapshotArns().isEmpty(), "SnapshotArns");
    refuse(request.serverlessCacheSnapshotName() != null, "ServerlessCacheSnapshotName");
    if (!request.cacheSecurityGroupNames().isEmpty()) {
      throw ElastiCacheError.combination(
          "Use of cache security groups is not permitted in this API version for your account.");
    }
    if ("compatible".equals(request.clusterModeAsString())) {
      throw ElastiCacheError.unsupported("CreateReplicationGroup", "ClusterMode compatible");
    }
    ValueRules.oneOf("ClusterMode", request.clusterModeAsString(), "enabled", "disabled");
  }

  static void checkSettings(CreateReplicationGroupRequest request, CloudPlace place) {
    if (request.replicationGroupDescription() == null) {
      throw NameRules.required("ReplicationGroupDescription");
    }
    ValueRules.description(request.replicationGroupDescription());
    ValueRules.range("Port", request.port(), 1024, 65535);
    ValueRules.retention(request.snapshotRetentionLimit());
    if (request.snapshotWindow() != null) {
      ValueRules.snapshotWindow(request.snapshotWindow());
    }
    if (request.preferredMaintenanceWindow() != null) {
      ValueRules.maintenanceWindow(NameRules.lower(request.preferredMaintenanceWindow()));
    }
    if (request.notificationTopicArn() != null) {
      ValueRules.topic(request.notificationTopicArn(), place);
    }
    SecurityGroups.check(request.securityGroupIds());
    String network = Objects.requireNonNullElse(request.networkTypeAsString(), "ipv4");
    ValueRules.oneOf("NetworkType", network, "ipv4", "ipv6", "dual_stack");
    if (request.ipDiscoveryAsString() != null) {
      ValueRules.ipDiscovery(request.ipDiscoveryAsString(), network);
    }
  }

  static void checkNodes(CreateReplicationGroupRequest request, EngineRelease version) {
    if (request.cacheNodeType() == null) {
      throw NameRules.required("CacheNodeType");
    }
    NodeTypes.check(request.cacheNodeType(), version);
    boolean tiered = Boolean.TRUE.equals(request.dataTieringEnabled());
    boolean r6gd = NodeTypes.family(request.cacheNodeType()).equals("r6gd");
    if (r6gd != tiered) {
      throw ElastiCacheError.combination(
          r6gd
              ? "DataTieringEnabled must be set to true when using r6gd nodes."
              : "Data tiering is only supported for replication groups using the r6gd node type.");
    }
    durability(request, version);
    LogRules.check(request.logDeliveryConfigurations(), version);
  }

  /** "Durability": Valkey 9.0 and above. */
  private static void durability(CreateReplicationGroupRequest request, EngineRelease version) {
    String durability = request.durabilityAsString();
    if (durability != null) {
      ValueRules.oneOf("Durability", durability, "default", "sync", "async", "disabled");
      if (!version.engine().equals("valkey") || version.version().compareTo("9") < 0) {
        throw ElastiCacheError.combination(
            "Durability is only supported for Valkey version 9.0 and above.");
      }
    }
  }

  static void checkFailover(CreateReplicationGroupRequest request, ShardLayout layout) {
    boolean failover = Boolean.TRUE.equals(request.automaticFailoverEnabled());
    if (layout.clusterMode() && !failover) {
      throw ElastiCacheError.combination(
          "Automatic failover must be enabled for cluster mode enabled replication groups.");
    }
    if (failover && !layout.clusterMode() && layout.nodes() < 2) {
      throw ElastiCacheError.combination(
          "When using automatic failover, there must be at least 2 cache clusters in the"
              + " replication group.");
    }
    if (Boolean.TRUE.equals(request.multiAZEnabled())) {
      if (!failover) {
        throw ElastiCacheError.combination("Must enable automatic failover to use Multi-AZ.");
      }
      for (ShardLayout.Shard shard : layout.shards()) {
        checkSpread(shard.zones());
      }
    }
  }

  private static void checkSpread(List<String> zones) {
    if (zones.stream().distinct().count() < 2) {
      throw ElastiCacheError.combination(
          "Multi-AZ needs a replica in another Availability Zone in every node group.");
    }
  }

  private static void refuse(boolean sent, String member) {
    if (sent) {
      throw ElastiCacheError.unsupported("CreateReplicationGroup", member);
    }
  }
}
