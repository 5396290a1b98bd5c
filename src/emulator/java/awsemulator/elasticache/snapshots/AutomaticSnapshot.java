package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;

/**
 * A snapshot that the service takes by itself in the backup window. It is named {@code
 * automatic.<node or group>-yyyy-mm-dd-hh-mm}, its source reads "automated", and that of a group
 * with cluster mode disabled tells a node and no group (aws-cli example describe-snapshots.rst).
 */
public final class AutomaticSnapshot {
  /** What SnapshotSource reads; the request's word for the same is "system". */
  public static final String SOURCE = "automated";

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm").withZone(ZoneOffset.UTC);

  private AutomaticSnapshot() {}

  /** Adds one that was taken before this cloud began. */
  public static void add(RegionInventory inventory, StoredGroup group, Instant at) {
    String node = node(group);
    String name = name(group, node, at);
    SnapshotState snapshot =
        new SnapshotState(
            SnapshotShape.of(inventory, group, node, name, null), group.clusterMode());
    List<NodeSnapshot> cut =
        snapshot.snapshot().nodeSnapshots().stream()
            .map(s -> s.toBuilder().snapshotCreateTime(at).cacheSize("3 MB").build())
            .toList();
    snapshot.change(b -> b.snapshotSource(SOURCE).snapshotStatus("available").nodeSnapshots(cut));
    inventory.snapshots.put(name, snapshot);
  }

  /** Takes one now: the group is busy until it is done. */
  public static void take(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    if (group.work() != null || !"available".equals(group.group().status())) {
      throw new IllegalStateException(group.id() + " is busy: " + group.group().status());
    }
    TimedWork work = new TimedWork(estate);
    SnapshotMaker maker = new SnapshotMaker(estate);
    String node = node(group);
    String name = name(group, node, estate.now());
    SnapshotState snapshot = maker.begin(inventory, group, node, name, null);
    snapshot.change(b -> b.snapshotSource(SOURCE));
    work.begin(group, "snapshotting", "snapshot " + name);
    work.showSnapshotting(group, node);
    maker.run(group, snapshot, () -> work.finish(group));
  }

  /** When the group's daily window began last. */
  public static Instant lastWindow(StoredGroup group, Instant now) {
    String window = Objects.requireNonNullElse(group.group().snapshotWindow(), "03:00-04:00");
    Instant today =
        now.truncatedTo(ChronoUnit.DAYS)
            .plusSeconds(LocalTime.parse(window.substring(0, 5)).toSecondOfDay());
    return today.isBefore(now) ? today : today.minus(1, ChronoUnit.DAYS);
  }

  private static String name(StoredGroup group, String node, Instant at) {
    return "automatic." + (node == null ? group.id() : node) + "-" + WHEN.format(at);
  }

  /** The node that it is taken of; null for a group with cluster mode enabled. */
  private static String node(StoredGroup group) {
    if (group.clusterMode()) {
      return null;
    }
    String chosen = group.group().snapshottingClusterId();
    return group.nodes().containsKey(String.valueOf(chosen))
        ? chosen
        : group.nodes().keySet().stream().sorted().reduce((a, b) -> b).orElseThrow();
  }
}
