package remediator.local.elasticache;

/** The time from an accepted CreateReplicationGroup until the group is there, or has failed. */
final class Birth {
  private final Estate estate;
  private final Work work;

  Birth(Estate estate, Work work) {
    this.estate = estate;
    this.work = work;
  }

  /**
   * @param snapshot what it is restored from, or null for an empty group
   */
  void start(Inventory inventory, GroupState group, SnapshotState snapshot, int port) {
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

  private void finish(Inventory inventory, GroupState group, SnapshotState snapshot, int port) {
    Endpoints.assign(group, inventory.hash(), port);
    if (snapshot == null || snapshot.data()) {
      GroupData.start(estate.data(), group, snapshot, inventory.hash());
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

  private void fail(GroupState group, CreateFailure failure) {
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
