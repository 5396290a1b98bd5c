package remediator.local.elasticache;

import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotResponse;

/** The operations that make and remove snapshots. */
final class Snapshots {
  private final Estate estate;
  private final Work work;
  private final SnapshotMaker maker;
  private final SnapshotRules rules = new SnapshotRules();

  Snapshots(Estate estate, Work work, SnapshotMaker maker) {
    this.estate = estate;
    this.work = work;
    this.maker = maker;
  }

  SnapshotRules rules() {
    return rules;
  }

  CreateSnapshotResponse create(Inventory inventory, CreateSnapshotRequest request) {
    if (request.replicationGroupId() != null && request.cacheClusterId() != null) {
      throw Refusal.combination("ReplicationGroupId and CacheClusterId cannot be used together.");
    }
    if (request.replicationGroupId() == null && request.cacheClusterId() == null) {
      throw Refusal.combination("Either ReplicationGroupId or CacheClusterId must be given.");
    }
    String name = rules.name(inventory, request.snapshotName());
    String node = Names.lower(request.cacheClusterId());
    GroupState group = source(inventory, request.replicationGroupId(), node);
    Map<String, String> tags = TagRules.checked(request.tags());
    if (request.kmsKeyId() != null) {
      EncryptionRules.checkKey(request.kmsKeyId(), inventory.place());
    }
    rules.checkSource(group, node);
    rules.count(inventory, group, node, estate.now());
    SnapshotState snapshot = maker.begin(inventory, group, node, name, request.kmsKeyId());
    String sourceArn = node == null ? group.arn() : inventory.place().arn("cluster", node);
    maker.tag(inventory, snapshot, tags.isEmpty() ? inventory.tags.of(sourceArn) : tags);
    work.begin(group, "snapshotting", "snapshot " + name);
    showSnapshotting(group, node);
    maker.run(group, snapshot, () -> work.finish(group));
    return CreateSnapshotResponse.builder().snapshot(snapshot.snapshot()).build();
  }

  CopySnapshotResponse copy(Inventory inventory, CopySnapshotRequest request) {
    if (request.targetBucket() != null) {
      throw Refusal.unsupported("CopySnapshot", "TargetBucket");
    }
    SnapshotState source = inventory.snapshot(request.sourceSnapshotName());
    String name = rules.name(inventory, request.targetSnapshotName());
    requireAvailable(source);
    if (request.kmsKeyId() != null) {
      EncryptionRules.checkKey(request.kmsKeyId(), inventory.place());
    }
    Map<String, String> tags = TagRules.checked(request.tags());
    String arn = inventory.place().arn("snapshot", name);
    String key = request.kmsKeyId() == null ? source.snapshot().kmsKeyId() : request.kmsKeyId();
    SnapshotState copy = new SnapshotState(source.snapshot(), source.clusterMode());
    copy.change(
        b ->
            b.snapshotName(name)
                .arn(arn)
                .snapshotSource("manual")
                .snapshotStatus("creating")
                .kmsKeyId(key));
    inventory.snapshots.put(name, copy);
    maker.tag(inventory, copy, tags.isEmpty() ? inventory.tags.of(source.arn()) : tags);
    if (source.data()) {
      estate.data().copySnapshot(source.arn(), arn);
      copy.data(true);
    }
    source.change(b -> b.snapshotStatus("copying"));
    estate.journal().begin(arn, "creating");
    estate.later(estate.timing().snapshot(), () -> finishCopy(source, copy));
    return CopySnapshotResponse.builder().snapshot(copy.snapshot()).build();
  }

  DeleteSnapshotResponse delete(Inventory inventory, DeleteSnapshotRequest request) {
    SnapshotState snapshot = inventory.snapshot(request.snapshotName());
    if (!snapshot.status().equals("failed")) {
      requireAvailable(snapshot);
    }
    snapshot.change(b -> b.snapshotStatus("deleting"));
    estate.later(estate.timing().settings(), () -> forget(estate, inventory, snapshot));
    return DeleteSnapshotResponse.builder().snapshot(snapshot.snapshot()).build();
  }

  static void forget(Estate estate, Inventory inventory, SnapshotState snapshot) {
    inventory.snapshots.remove(snapshot.name());
    inventory.tags.forget(snapshot.arn());
    if (snapshot.data()) {
      estate.data().deleteSnapshot(snapshot.arn());
    }
    estate.journal().changed(snapshot.arn(), "deleted");
  }

  /** Cluster mode disabled goes by node, enabled by group. */
  private static GroupState source(Inventory inventory, String groupId, String node) {
    if (groupId != null) {
      GroupState group = inventory.group(groupId);
      if (!group.clusterMode()) {
        throw Refusal.combination(
            "Cannot snapshot a replication group with cluster-mode disabled; use CacheClusterId"
                + " with one of its nodes.");
      }
      return group;
    }
    GroupState group = inventory.groupOf(node).orElseThrow(() -> Refusal.noCluster(node));
    if (group.clusterMode()) {
      throw Refusal.combination(
          "Cluster mode enabled replication groups are backed up as a whole; use"
              + " ReplicationGroupId.");
    }
    return group;
  }

  private void showSnapshotting(GroupState group, String node) {
    if (node == null) {
      work.show(group, "snapshotting");
    } else {
      work.showGroup(group, "snapshotting");
      group.node(group.nodes().get(node).toBuilder().cacheClusterStatus("snapshotting").build());
    }
  }

  private void finishCopy(SnapshotState source, SnapshotState copy) {
    source.change(b -> b.snapshotStatus("available"));
    copy.change(b -> b.snapshotStatus("available"));
    estate.journal().end(copy.arn());
    estate.journal().changed(copy.arn(), "status creating → available");
  }

  private static void requireAvailable(SnapshotState snapshot) {
    if (!snapshot.status().equals("available")) {
      throw Refusal.snapshotState(
          "Snapshot %s is %s; it must be available.".formatted(snapshot.name(), snapshot.status()));
    }
  }
}
