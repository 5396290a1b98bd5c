package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.rules.NodeTypes;
import awsemulator.elasticache.rules.ShardLayout;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.SnapshotState;
import java.util.List;

/** Which snapshots a new group can be made from, "Restoring from a backup into a new cache". */
public final class RestoreRules {
  private RestoreRules() {}

  public static void check(
      SnapshotState snapshot, EngineRelease version, ShardLayout layout, String nodeType) {
    if (!"available".equals(snapshot.status())) {
      throw ElastiCacheError.snapshotState(
          "Snapshot %s is %s; it must be available to restore from it."
              .formatted(snapshot.name(), snapshot.status()));
    }
    checkEngine(snapshot, version);
    if (snapshot.clusterMode() && !layout.clusterMode()) {
      throw ElastiCacheError.combination(
          "A snapshot of a cluster mode enabled replication group cannot be restored to a cluster"
              + " mode disabled one.");
    }
    int shards = snapshot.snapshot().nodeSnapshots().size();
    if (shards != layout.shards().size()) {
      throw ElastiCacheError.combination(
          "The number of node groups (shards) in the snapshot (%d) and in the restored replication"
                  .formatted(shards)
              + " group (%d) must be the same.".formatted(layout.shards().size()));
    }
    if (snapshot.clusterMode()) {
      checkSlots(snapshot, layout);
    }
    boolean tiered = "enabled".equals(snapshot.snapshot().dataTieringAsString());
    if (tiered && !NodeTypes.family(nodeType).equals("r6gd")) {
      throw ElastiCacheError.combination(
          "A snapshot with data tiering can be restored to r6gd nodes only, not " + nodeType + ".");
    }
  }

  private static void checkEngine(SnapshotState snapshot, EngineRelease version) {
    EngineRelease source = snapshot.version();
    boolean sameMinor =
        source.engine().equals(version.engine())
            && minor(source.version()).equals(minor(version.version()));
    if (version.compareTo(source) < 0 && !sameMinor) {
      throw ElastiCacheError.combination(
          "A snapshot of %s %s cannot be restored to %s %s."
              .formatted(source.engine(), source.version(), version.engine(), version.version()));
    }
  }

  /** Each shard's keys lie in its slots, so the new shards must have the very same ones. */
  private static void checkSlots(SnapshotState snapshot, ShardLayout layout) {
    List<String> old = snapshot.slots();
    List<String> asked = layout.slots();
    for (int i = 0; i < old.size(); i++) {
      if (!asked.contains(old.get(i))) {
        throw ElastiCacheError.combination(
            "The snapshot has a node group with slots %s, the new replication group has none with"
                    .formatted(old.get(i))
                + " these; it has "
                + asked
                + ".");
      }
    }
  }

  private static String minor(String version) {
    String[] parts = version.split("\\.", -1);
    return parts[0] + "." + parts[1];
  }
}
