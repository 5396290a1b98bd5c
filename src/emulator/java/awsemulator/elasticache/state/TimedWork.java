package awsemulator.elasticache.state;

import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;

/** Work on a group that takes time, and the statuses that it shows meanwhile. */
public final class TimedWork {
  private final CloudEstate estate;

  public TimedWork(CloudEstate estate) {
    this.estate = estate;
  }

  /**
   * Keeps a group busy for a time; its status begins to tell so only after the lag.
   *
   * @param end what becomes true at the end; the group is then available
   */
  public void modify(StoredGroup group, String what, Duration takes, Runnable end) {
    begin(group, "modifying", what);
    estate.later(estate.timing().statusLag(), () -> show(group, "modifying"));
    estate.later(
        longer(takes),
        () -> {
          end.run();
          finish(group);
        });
  }

  /** Never over before it has shown. */
  private Duration longer(Duration takes) {
    Duration lag = estate.timing().statusLag();
    return takes.compareTo(lag) > 0 ? takes : lag.plusSeconds(1);
  }

  public void begin(StoredGroup group, String work, String what) {
    group.work(work);
    estate.journal().begin(group.arn(), work);
    estate.journal().changed(group.arn(), what);
  }

  /** The work is done, and the group available. */
  public void finish(StoredGroup group) {
    group.work(null);
    estate.journal().end(group.arn());
    show(group, "available");
  }

  /** Shows a status on the group, its shards and its nodes. */
  public void show(StoredGroup group, String status) {
    showGroup(group, status);
    group.changeNodes(node -> node.cacheClusterStatus(status));
  }

  /**
   * Shows that a snapshot is being taken.
   *
   * @param node the one that it is of, or null for the whole group
   */
  public void showSnapshotting(StoredGroup group, String node) {
    if (node == null) {
      show(group, "snapshotting");
    } else {
      showGroup(group, "snapshotting");
      group.node(group.nodes().get(node).toBuilder().cacheClusterStatus("snapshotting").build());
    }
  }

  /** Shows a status on the group and its shards only. */
  void showGroup(StoredGroup group, String status) {
    String before = group.group().status();
    if (!status.equals(before)) {
      estate.journal().changed(group.arn(), "status " + before + " → " + status);
    }
    group.change(
        b ->
            b.status(status)
                .nodeGroups(
                    group.group().nodeGroups().stream()
                        .map(shard -> withStatus(shard, status))
                        .toList()));
  }

  private static NodeGroup withStatus(NodeGroup shard, String status) {
    return shard.toBuilder().status(status).build();
  }
}
