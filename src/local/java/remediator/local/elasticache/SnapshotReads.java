package remediator.local.elasticache;

import java.util.List;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** DescribeSnapshots. */
final class SnapshotReads {
  DescribeSnapshotsResponse describe(Inventory inventory, DescribeSnapshotsRequest request) {
    Checks.oneOf("SnapshotSource", request.snapshotSource(), "user", "manual", "system");
    List<Snapshot> all =
        request.snapshotName() == null
            ? inventory.snapshots.values().stream().map(SnapshotState::snapshot).toList()
            : List.of(inventory.snapshot(request.snapshotName()).snapshot());
    List<Snapshot> asked = all.stream().filter(s -> matches(inventory, s, request)).toList();
    Paging<Snapshot> page =
        Paging.of(asked, Snapshot::snapshotName, request.maxRecords(), request.marker(), 20, 50);
    boolean config = Boolean.TRUE.equals(request.showNodeGroupConfig());
    return DescribeSnapshotsResponse.builder()
        .snapshots(page.items().stream().map(s -> config ? s : withoutConfig(s)).toList())
        .marker(page.marker())
        .build();
  }

  /** Whether it is the group's, taken of it or of one of its nodes. */
  static boolean of(GroupState group, SnapshotState snapshot) {
    return group.id().equals(snapshot.snapshot().replicationGroupId())
        || group.nodes().containsKey(String.valueOf(snapshot.snapshot().cacheClusterId()));
  }

  private static boolean matches(
      Inventory inventory, Snapshot snapshot, DescribeSnapshotsRequest request) {
    String groupId = Names.lower(request.replicationGroupId());
    String node = Names.lower(request.cacheClusterId());
    GroupState group = groupId == null ? null : inventory.groups.get(groupId);
    SnapshotState state = inventory.snapshots.get(snapshot.snapshotName());
    boolean ofGroup =
        groupId == null
            || groupId.equals(snapshot.replicationGroupId())
            || (group != null && of(group, state));
    boolean ofNode = node == null || node.equals(snapshot.cacheClusterId());
    String source = request.snapshotSource();
    boolean automatic = "system".equals(snapshot.snapshotSource());
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
