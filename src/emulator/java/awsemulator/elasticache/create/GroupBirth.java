package awsemulator.elasticache.create;

import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CreateFailure;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;

/** The time from an accepted CreateReplicationGroup until the group is there, or has failed. */
final class GroupBirth {
  private final CloudEstate estate;
  private final TimedWork work;

  GroupBirth(CloudEstate estate, TimedWork work) {
    this.estate = estate;
    this.work = work;
  }

  /**
   * @param snapshot what it is restored from, or null for an empty group
   */
  void start(RegionInventory inventory, StoredGroup group, SnapshotState snapshot, int port) {
    String from = snapshot == null ? "" : " from snapshot " + snapshot.name();
    work.begin(group, "creating", "status creating" + from);
    if (snapshot != null) {
      snapshot.change(b -> b.snapshotStatus("restoring"));
    }
    CreateFailure failure = estate.mishaps().takeCreate(group.id());
    estate.later(
        estate.timing().create(),
        () -> {
          if (snapshot != null) {
            snapshot.change(b -> b.snapshotStatus("available"));
          }
          if (failure == null) {
            finish(inventory, group, snapshot, port);
          } else {
            fail(group, failure);
          }
        });
  }

  private void finish(
      RegionInventory inventory, StoredGroup group, SnapshotState snapshot, int port) {
    EndpointAssigner.assign(group, inventory.hash(), port);
    if (snapshot == null || snapshot.data()) {
      GroupData.start(estate, estate.data(), group, snapshot, inventory.hash());
    }
    work.finish(group);
    estate
        .journal()
        .event(
            group.place(),
            "replication-group",
            group.id(),
            "Replication group " + group.id() + " created");
  }

  private void fail(StoredGroup group, CreateFailure failure) {
    group.work(null);
    estate.journal().end(group.arn());
    work.show(group, "create-failed");
    if (failure == CreateFailure.RESTORE_FAILED) {
      group.node(group.anyNode().toBuilder().cacheClusterStatus("restore-failed").build());
    }
    estate
        .journal()
        .event(
            group.place(),
            "replication-group",
            group.id(),
            "Failed to create replication group " + group.id());
  }
}
