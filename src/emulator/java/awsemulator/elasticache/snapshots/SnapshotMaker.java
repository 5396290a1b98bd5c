package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;

/** Makes the snapshots that operations have let pass. */
public final class SnapshotMaker {
  private final CloudEstate estate;

  public SnapshotMaker(CloudEstate estate) {
    this.estate = estate;
  }

  /**
   * Begins a snapshot: it carries the group's configuration of now.
   *
   * @param node the member that it is of (cluster mode disabled), or null for the whole group
   */
  public SnapshotState begin(
      RegionInventory inventory, StoredGroup group, String node, String name, String kmsKey) {
    SnapshotState snapshot =
        new SnapshotState(
            SnapshotShape.of(inventory, group, node, name, kmsKey), group.clusterMode());
    inventory.snapshots.put(name, snapshot);
    estate.journal().begin(snapshot.arn(), "creating");
    estate.journal().changed(snapshot.arn(), "status creating");
    return snapshot;
  }

  public void tag(RegionInventory inventory, SnapshotState snapshot, Map<String, String> tags) {
    inventory.tags.put(snapshot.arn(), tags);
  }

  /** Cuts every shard one second after the other, and calls back when the snapshot has ended. */
  public void run(StoredGroup group, SnapshotState snapshot, Runnable end) {
    OperationTiming timing = estate.timing();
    int shards = group.group().nodeGroups().size();
    Instant first = estate.now().plus(timing.snapshotCut());
    Duration lastCut = timing.snapshotCut().plusSeconds(shards - 1L);
    boolean fails = estate.mishaps().takeSnapshot();
    estate.later(lastCut, () -> cut(group, snapshot));
    estate.later(
        lastCut.plus(timing.snapshot()).plus(timing.snapshotShard().multipliedBy(shards - 1L)),
        () -> {
          finish(group, snapshot, first, fails);
          end.run();
        });
  }

  private void cut(StoredGroup group, SnapshotState snapshot) {
    if (estate.data().running(group.arn())) {
      estate.data().snapshot(group.arn(), snapshot.arn());
      snapshot.data(true);
    }
  }

  private void finish(StoredGroup group, SnapshotState snapshot, Instant first, boolean fails) {
    String status = fails ? "failed" : "available";
    List<NodeSnapshot> cut = new ArrayList<>();
    for (NodeSnapshot shard : snapshot.snapshot().nodeSnapshots()) {
      cut.add(
          shard.toBuilder()
              .snapshotCreateTime(first.plusSeconds(cut.size()))
              .cacheSize("3 MB")
              .build());
    }
    snapshot.change(
        b -> fails ? b.snapshotStatus(status) : b.snapshotStatus(status).nodeSnapshots(cut));
    estate.journal().end(snapshot.arn());
    estate.journal().changed(snapshot.arn(), "status creating → " + status);
    estate
        .journal()
        .event(
            group.place(),
            "replication-group",
            group.id(),
            "Snapshot "
                + (fails ? "failed" : "succeeded")
                + " for snapshot with ID '"
                + snapshot.name()
                + "'");
  }
}
