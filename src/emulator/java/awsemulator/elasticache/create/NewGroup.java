package awsemulator.elasticache.create;

import awsemulator.elasticache.access.EncryptionRules;
import awsemulator.elasticache.modify.ShapeRules;
import awsemulator.elasticache.rules.LogRules;
import awsemulator.elasticache.rules.ShardLayout;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfiguration;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** A request, after every rule has let it pass, as the group and nodes that it makes. */
record NewGroup(
    CloudPlace place,
    String id,
    CreateReplicationGroupRequest request,
    EngineRelease version,
    ShardLayout layout,
    String parameterGroup,
    Instant now) {

  /** The group while it is being created: endpoints come at the end. */
  StoredGroup state() {
    List<CacheCluster> nodes = new NewNodes(this).nodes();
    ReplicationGroup.Builder group =
        ReplicationGroup.builder()
            .replicationGroupId(id)
            .arn(place.arn("replicationgroup", id))
            .description(request.replicationGroupDescription())
            .status("creating")
            .pendingModifiedValues(pending -> {})
            .replicationGroupCreateTime(now)
            .engine(version.engine())
            .cacheNodeType(request.cacheNodeType())
            .clusterEnabled(layout.clusterMode())
            .clusterMode(ShapeRules.on(layout.clusterMode()))
            .memberClusters(nodes.stream().map(CacheCluster::cacheClusterId).toList())
            .memberClustersOutpostArns(
                layout.shards().stream().flatMap(s -> s.outposts().stream()).toList())
            .nodeGroups(layout.shards().stream().map(this::nodeGroup).toList())
            .dataTiering(ShapeRules.on(isTrue(request.dataTieringEnabled())))
            .networkType(Objects.requireNonNullElse(request.networkTypeAsString(), "ipv4"))
            .ipDiscovery(ipDiscovery())
            .durability(request.durabilityAsString())
            .effectiveDurability(request.durabilityAsString())
            .storageEncryptionType(storageEncryption());
    switches(group);
    return new StoredGroup(place, group.build(), nodes);
  }

  /** "When a cluster uses the sync or async mode, ElastiCache automatically enables encryption". */
  private String storageEncryption() {
    if (request.kmsKeyId() != null) {
      return "sse-kms";
    }
    boolean durable =
        "sync".equals(request.durabilityAsString()) || "async".equals(request.durabilityAsString());
    return durable || isTrue(request.atRestEncryptionEnabled()) ? "sse-elasticache" : "none";
  }

  private void switches(ReplicationGroup.Builder group) {
    group
        .automaticFailover(ShapeRules.on(isTrue(request.automaticFailoverEnabled())))
        .multiAZ(ShapeRules.on(isTrue(request.multiAZEnabled())))
        .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
        .snapshotRetentionLimit(Objects.requireNonNullElse(request.snapshotRetentionLimit(), 0))
        .snapshotWindow(snapshotWindow())
        .snapshottingClusterId(snapshottingCluster())
        .transitEncryptionEnabled(isTrue(request.transitEncryptionEnabled()))
        .transitEncryptionMode(tlsMode())
        .atRestEncryptionEnabled(EncryptionRules.atRest(request, version))
        .kmsKeyId(request.kmsKeyId())
        .authTokenEnabled(request.authToken() != null)
        .authTokenLastModifiedDate(request.authToken() == null ? null : now)
        .userGroupIds(request.userGroupIds())
        .logDeliveryConfigurations(logs());
  }

  private NodeGroup nodeGroup(ShardLayout.Shard shard) {
    List<NodeGroupMember> members = new ArrayList<>();
    for (int i = 0; i < shard.zones().size(); i++) {
      members.add(
          NodeGroupMember.builder()
              .cacheClusterId(memberId(shard, i))
              .cacheNodeId("0001")
              .preferredAvailabilityZone(shard.zones().get(i))
              .preferredOutpostArn(outpost(shard, i))
              .currentRole(layout.clusterMode() ? null : i == 0 ? "primary" : "replica")
              .build());
    }
    return NodeGroup.builder()
        .nodeGroupId(shard.id())
        .status("creating")
        .slots(shard.slots())
        .nodeGroupMembers(members)
        .build();
  }

  /** rg-001 for cluster mode disabled, rg-0001-001 for enabled. */
  String memberId(ShardLayout.Shard shard, int index) {
    String prefix = layout.clusterMode() ? id + "-" + shard.id() : id;
    return "%s-%03d".formatted(prefix, index + 1);
  }

  static String outpost(ShardLayout.Shard shard, int index) {
    return shard.outposts().isEmpty() ? null : shard.outposts().get(index);
  }

  /** In-transit encryption without a mode is required. */
  String tlsMode() {
    return isTrue(request.transitEncryptionEnabled())
        ? Objects.requireNonNullElse(request.transitEncryptionModeAsString(), "required")
        : null;
  }

  static String subnetGroup(CreateReplicationGroupRequest request) {
    return Objects.requireNonNullElse(NameRules.lower(request.cacheSubnetGroupName()), "default");
  }

  String snapshotWindow() {
    return Objects.requireNonNullElse(request.snapshotWindow(), "03:00-04:00");
  }

  private String snapshottingCluster() {
    boolean on = Objects.requireNonNullElse(request.snapshotRetentionLimit(), 0) > 0;
    return on && !layout.clusterMode()
        ? memberId(layout.shards().getFirst(), layout.nodes() - 1)
        : null;
  }

  String ipDiscovery() {
    String usual = "ipv6".equals(request.networkTypeAsString()) ? "ipv6" : "ipv4";
    return Objects.requireNonNullElse(request.ipDiscoveryAsString(), usual);
  }

  List<LogDeliveryConfiguration> logs() {
    return request.logDeliveryConfigurations().stream()
        .filter(log -> !Boolean.FALSE.equals(log.enabled()))
        .map(LogRules::active)
        .toList();
  }

  private static boolean isTrue(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
