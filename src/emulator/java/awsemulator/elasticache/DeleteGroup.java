package awsemulator.elasticache;

import awsemulator.elasticache.access.UserGroups;
import awsemulator.elasticache.snapshots.AutomaticSnapshot;
import awsemulator.elasticache.snapshots.SnapshotCopies;
import awsemulator.elasticache.snapshots.SnapshotMaker;
import awsemulator.elasticache.snapshots.SnapshotRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupResponse;

/**
 * DeleteReplicationGroup, with or without a final snapshot. The group reads deleting at once and
 * until it is gone: AWS's waiter ReplicationGroupDeleted fails on available, and Terraform's, which
 * runs against every release, takes no other status than creating, available and deleting.
 */
final class DeleteGroup {
  private final CloudEstate estate;
  private final TimedWork work;
  private final SnapshotMaker maker;
  private final SnapshotRules rules;

  DeleteGroup(CloudEstate estate, TimedWork work, SnapshotMaker maker, SnapshotRules rules) {
    this.estate = estate;
    this.work = work;
    this.maker = maker;
    this.rules = rules;
  }

  DeleteReplicationGroupResponse delete(
      RegionInventory inventory, DeleteReplicationGroupRequest request) {
    StoredGroup group = inventory.group(request.replicationGroupId());
    boolean retain = Boolean.TRUE.equals(request.retainPrimaryCluster());
    String finalSnapshot =
        request.finalSnapshotIdentifier() == null
            ? null
            : rules.name(inventory, request.finalSnapshotIdentifier());
    check(group, retain, finalSnapshot);
    String node = group.clusterMode() ? null : group.primary();
    if (finalSnapshot != null) {
      rules.count(inventory, group, node, estate.now());
    }
    Duration lag = estate.timing().statusLag();
    work.begin(group, "deleting", "deleting");
    if (!estate.mishaps().deletionsShowLate()) {
      work.show(group, "deleting");
    }
    if (finalSnapshot == null) {
      estate.later(lag, () -> remove(inventory, group, retain));
    } else {
      SnapshotState snapshot = maker.begin(inventory, group, node, finalSnapshot, null);
      maker.tag(inventory, snapshot, inventory.tags.of(group.arn()));
      estate.later(
          lag,
          () -> {
            work.show(group, "deleting");
            maker.run(group, snapshot, () -> afterSnapshot(inventory, group, snapshot, retain));
          });
    }
    return DeleteReplicationGroupResponse.builder()
        .replicationGroup(GroupReads.told(group))
        .build();
  }

  private static void check(StoredGroup group, boolean retain, String finalSnapshot) {
    boolean idle = group.work() == null;
    String status = group.group().status();
    if (!idle || !(status.equals("available") || status.equals("create-failed"))) {
      throw ElastiCacheError.groupState(
          "Cache cluster "
              + group.anyNode().cacheClusterId()
              + " is not in a valid state to be deleted.");
    }
    if (group.group().globalReplicationGroupInfo() != null
        && group.group().globalReplicationGroupInfo().globalReplicationGroupId() != null) {
      throw ElastiCacheError.groupState(
          "Replication group "
              + group.id()
              + " must be disassociated from its Global datastore before it can be deleted.");
    }
    if (retain && group.clusterMode()) {
      throw ElastiCacheError.combination(
          "RetainPrimaryCluster is not supported for cluster mode enabled replication groups.");
    }
    if (finalSnapshot != null && status.equals("create-failed")) {
      throw ElastiCacheError.groupState(
          "A group that failed to be created has no data to snapshot.");
    }
  }

  /** A group whose final snapshot failed is kept. */
  private void afterSnapshot(
      RegionInventory inventory, StoredGroup group, SnapshotState snapshot, boolean retain) {
    if (snapshot.status().equals("failed")) {
      work.finish(group);
    } else {
      remove(inventory, group, retain);
    }
  }

  private void remove(RegionInventory inventory, StoredGroup group, boolean retain) {
    work.show(group, "deleting");
    estate.later(estate.timing().delete(), () -> forget(inventory, group, retain));
  }

  private void forget(RegionInventory inventory, StoredGroup group, boolean retain) {
    inventory.groups.remove(group.id());
    inventory.tags.forget(group.arn());
    for (CacheCluster node : group.nodes().values()) {
      if (retain && node.cacheClusterId().equals(group.primary())) {
        inventory.standalone.put(
            node.cacheClusterId(),
            node.toBuilder().replicationGroupId(null).cacheClusterStatus("available").build());
      } else {
        inventory.tags.forget(inventory.place().arn("cluster", node.cacheClusterId()));
      }
    }
    UserGroups.associate(inventory, group.id(), List.of(), group.group().userGroupIds());
    forgetAutomatic(inventory, group);
    if (estate.data().running(group.arn())) {
      estate.data().stop(group.arn());
    }
    estate.journal().end(group.arn());
    estate.journal().changed(group.arn(), "deleted");
    estate
        .journal()
        .event(
            group.place(),
            "replication-group",
            group.id(),
            "Replication group " + group.id() + " deleted");
  }

  /** "Automatic snapshots go with the group"; manual ones stay. */
  private void forgetAutomatic(RegionInventory inventory, StoredGroup group) {
    inventory.snapshots.values().stream()
        .filter(s -> s.snapshot().snapshotSource().equals(AutomaticSnapshot.SOURCE))
        .filter(s -> isOf(group, s))
        .toList()
        .forEach(s -> SnapshotCopies.forget(estate, inventory, s));
  }

  /** Whether it was taken of the group or of one of its nodes. */
  private static boolean isOf(StoredGroup group, SnapshotState snapshot) {
    return group.id().equals(snapshot.snapshot().replicationGroupId())
        || group.nodes().containsKey(String.valueOf(snapshot.snapshot().cacheClusterId()));
  }
}
