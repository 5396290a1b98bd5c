package remediator.local.elasticache;

import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotResponse;

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
    work.showSnapshotting(group, node);
    maker.run(group, snapshot, () -> work.finish(group));
    return CreateSnapshotResponse.builder().snapshot(snapshot.snapshot()).build();
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
}
