package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.rules.MarkerPage;
import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** DescribeSnapshots. */
public final class SnapshotReads {
  public DescribeSnapshotsResponse describe(
      RegionInventory inventory, DescribeSnapshotsRequest request) {
    ValueRules.oneOf("SnapshotSource", request.snapshotSource(), "user", "manual", "system");
    List<Snapshot> all =
        request.snapshotName() == null
            ? inventory.snapshots.values().stream().map(SnapshotState::snapshot).toList()
            : List.of(inventory.snapshot(request.snapshotName()).snapshot());
    List<Snapshot> asked = all.stream().filter(s -> matches(s, request)).toList();
    MarkerPage<Snapshot> page =
        MarkerPage.of(
            asked, Snapshot::snapshotName, request.maxRecords(), request.marker(), 20, 50);
    boolean config = Boolean.TRUE.equals(request.showNodeGroupConfig());
    return DescribeSnapshotsResponse.builder()
        .snapshots(page.items().stream().map(s -> config ? s : withoutConfig(s)).toList())
        .marker(page.marker())
        .build();
  }

  /**
   * By what the snapshot itself says, and nothing is looked up: a snapshot of a group with cluster
   * mode disabled names a node and no group, so it is not found by the group's id (cloud-custodian
   * placebo test_elasticache_snapshot and test_elasticache_snapshot_delete; aws-cli example
   * describe-snapshots.rst).
   */
  private static boolean matches(Snapshot snapshot, DescribeSnapshotsRequest request) {
    String group = NameRules.lower(request.replicationGroupId());
    String node = NameRules.lower(request.cacheClusterId());
    boolean ofGroup = group == null || group.equals(snapshot.replicationGroupId());
    boolean ofNode = node == null || node.equals(snapshot.cacheClusterId());
    String source = request.snapshotSource();
    boolean automatic = AutomaticSnapshot.SOURCE.equals(snapshot.snapshotSource());
    boolean ofSource = source == null || source.equals("system") == automatic;
    return ofGroup && ofNode && ofSource;
  }

  /** Shards' configuration is told only where ShowNodeGroupConfig asks for it. */
  private static Snapshot withoutConfig(Snapshot snapshot) {
    List<NodeSnapshot> bare =
        snapshot.nodeSnapshots().stream()
            .map(
                shard ->
                    shard.toBuilder().nodeGroupConfiguration((NodeGroupConfiguration) null).build())
            .toList();
    return snapshot.toBuilder().nodeSnapshots(bare).build();
  }
}
