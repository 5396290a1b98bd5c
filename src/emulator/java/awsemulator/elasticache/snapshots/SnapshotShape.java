package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.endpoints.PortRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** What a snapshot carries of its group's configuration. */
final class SnapshotShape {
  private SnapshotShape() {}

  static Snapshot of(
      RegionInventory inventory, StoredGroup group, String node, String name, String kmsKey) {
    CacheCluster any = node == null ? group.anyNode() : group.nodes().get(node);
    String subnets = any.cacheSubnetGroupName();
    RegionInventory.SubnetGroup vpc = subnets == null ? null : inventory.subnetGroups.get(subnets);
    Snapshot.Builder snapshot =
        Snapshot.builder()
            .snapshotName(name)
            .arn(inventory.place().arn("snapshot", name))
            .snapshotStatus("creating")
            .snapshotSource("manual")
            .cacheNodeType(any.cacheNodeType())
            .engine(any.engine())
            .engineVersion(any.engineVersion())
            .port(PortRules.of(group))
            .cacheParameterGroupName(group.parameterGroup())
            .cacheSubnetGroupName(subnets)
            .vpcId(vpc == null ? null : vpc.vpcId())
            .autoMinorVersionUpgrade(any.autoMinorVersionUpgrade())
            .preferredMaintenanceWindow(any.preferredMaintenanceWindow())
            .snapshotRetentionLimit(group.group().snapshotRetentionLimit())
            .snapshotWindow(group.group().snapshotWindow())
            .topicArn(
                any.notificationConfiguration() == null
                    ? null
                    : any.notificationConfiguration().topicArn())
            .dataTiering(group.group().dataTieringAsString())
            .kmsKeyId(kmsKey == null ? group.group().kmsKeyId() : kmsKey)
            .nodeSnapshots(nodeSnapshots(group, node));
    if (node == null) {
      snapshot
          .replicationGroupId(group.id())
          .replicationGroupDescription(group.group().description())
          .numNodeGroups(group.group().nodeGroups().size())
          .automaticFailover(group.group().automaticFailoverAsString());
    } else {
      snapshot
          .cacheClusterId(node)
          .numCacheNodes(1)
          .preferredAvailabilityZone(any.preferredAvailabilityZone())
          .cacheClusterCreateTime(any.cacheClusterCreateTime());
    }
    return snapshot.build();
  }

  /**
   * That of a node names neither shard nor node; while it is being made its size is an empty text,
   * and it has no time (cloud-custodian placebo test_elasticache_cluster_snapshot).
   */
  private static List<NodeSnapshot> nodeSnapshots(StoredGroup group, String node) {
    List<NodeSnapshot> shards = new ArrayList<>();
    for (NodeGroup shard : group.group().nodeGroups()) {
      String id = node == null ? worker(shard).cacheClusterId() : node;
      NodeSnapshot.Builder snapshot =
          NodeSnapshot.builder()
              .cacheClusterId(node == null ? id : null)
              .nodeGroupId(node == null ? shard.nodeGroupId() : null)
              .cacheNodeId("0001")
              .cacheSize("")
              .cacheNodeCreateTime(group.nodes().get(id).cacheClusterCreateTime());
      if (node == null) {
        snapshot.nodeGroupConfiguration(configuration(shard));
      }
      shards.add(snapshot.build());
    }
    return shards;
  }

  /** A replica of the shard does the work where there is one. */
  private static NodeGroupMember worker(NodeGroup shard) {
    return shard.nodeGroupMembers().getLast();
  }

  private static NodeGroupConfiguration configuration(NodeGroup shard) {
    List<NodeGroupMember> members = shard.nodeGroupMembers();
    return NodeGroupConfiguration.builder()
        .nodeGroupId(shard.nodeGroupId())
        .slots(shard.slots())
        .replicaCount(members.size() - 1)
        .primaryAvailabilityZone(members.getFirst().preferredAvailabilityZone())
        .replicaAvailabilityZones(
            members.stream().skip(1).map(NodeGroupMember::preferredAvailabilityZone).toList())
        .build();
  }
}
