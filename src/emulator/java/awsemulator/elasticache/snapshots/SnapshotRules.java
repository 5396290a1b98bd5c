package awsemulator.elasticache.snapshots;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** When a snapshot can be taken, "Taking manual backups". */
public final class SnapshotRules {
  private static final int MOST_IN_A_DAY = 20;
  private final Map<String, Deque<Instant>> taken = new HashMap<>();

  /** The name as it is stored; refused where it is taken. */
  public String name(RegionInventory inventory, String asked) {
    String name = NameRules.snapshot(asked);
    if (inventory.snapshots.containsKey(name)) {
      throw AwsFault.badRequest(
          "SnapshotAlreadyExistsFault", "Snapshot with specified name already exists: " + name);
    }
    return name;
  }

  void checkSource(StoredGroup group, String node) {
    if (group.work() != null || !"available".equals(group.group().status())) {
      throw node == null
          ? ElastiCacheError.groupState(
              "Replication group must be in available state to take a snapshot.")
          : AwsFault.badRequest(
              "InvalidCacheClusterState",
              "Cache cluster " + node + " must be in available state to take a snapshot.");
    }
    if (group.anyNode().cacheNodeType().equals("cache.t1.micro")) {
      throw AwsFault.badRequest(
          "SnapshotFeatureNotSupportedFault",
          "Snapshots are not supported for cache.t1.micro nodes.");
    }
  }

  /** "No more than 20 manual backups per node" in any contiguous 24 hours. */
  public void count(RegionInventory inventory, StoredGroup group, String node, Instant now) {
    String source = node == null ? group.arn() : inventory.place().arn("cluster", node);
    Deque<Instant> times = taken.computeIfAbsent(source, any -> new ArrayDeque<>());
    while (!times.isEmpty() && times.peekFirst().plus(Duration.ofHours(24)).isBefore(now)) {
      times.removeFirst();
    }
    if (times.size() >= MOST_IN_A_DAY) {
      throw AwsFault.badRequest(
          "SnapshotQuotaExceededFault",
          "The maximum number of manual snapshots for this cluster/node taken within 24 hours has"
              + " been reached.");
    }
    times.addLast(now);
  }
}
