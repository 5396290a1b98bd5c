package remediator.local.elasticache;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;

/** A snapshot that the service took by itself in the backup window, before this cloud began. */
final class AutomaticSnapshot {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm").withZone(ZoneOffset.UTC);

  private AutomaticSnapshot() {}

  static void add(Inventory inventory, GroupState group, Instant at) {
    String node =
        group.clusterMode()
            ? null
            : group.nodes().keySet().stream().sorted().reduce((a, b) -> b).orElseThrow();
    String name = "automatic." + (node == null ? group.id() : node) + "-" + WHEN.format(at);
    SnapshotState snapshot =
        new SnapshotState(
            SnapshotShape.of(inventory, group, node, name, null), group.clusterMode());
    List<NodeSnapshot> cut =
        snapshot.snapshot().nodeSnapshots().stream()
            .map(s -> s.toBuilder().snapshotCreateTime(at).cacheSize("3 MB").build())
            .toList();
    snapshot.change(b -> b.snapshotSource("system").snapshotStatus("available").nodeSnapshots(cut));
    inventory.snapshots.put(name, snapshot);
  }
}
