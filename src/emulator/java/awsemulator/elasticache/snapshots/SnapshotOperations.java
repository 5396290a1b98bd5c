package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.access.EncryptionRules;
import awsemulator.elasticache.rules.TagRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotResponse;

/** The operations that make and remove snapshots. */
public final class SnapshotOperations {
  private final CloudEstate estate;
  private final TimedWork work;
  private final SnapshotMaker maker;
  private final SnapshotRules rules = new SnapshotRules();

  public SnapshotOperations(CloudEstate estate, TimedWork work, SnapshotMaker maker) {
    this.estate = estate;
    this.work = work;
    this.maker = maker;
  }

  public SnapshotRules rules() {
    return rules;
  }

  public CreateSnapshotResponse create(RegionInventory inventory, CreateSnapshotRequest request) {
    if (request.replicationGroupId() != null && request.cacheClusterId() != null) {
      throw ElastiCacheError.combination(
          "ReplicationGroupId and CacheClusterId cannot be used together.");
    }
    if (request.replicationGroupId() == null && request.cacheClusterId() == null) {
      throw ElastiCacheError.combination(
          "Either ReplicationGroupId or CacheClusterId must be given.");
    }
    String name = rules.name(inventory, request.snapshotName());
    String node = NameRules.lower(request.cacheClusterId());
    StoredGroup group = source(inventory, request.replicationGroupId(), node);
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
  private static StoredGroup source(RegionInventory inventory, String groupId, String node) {
    if (groupId != null) {
      StoredGroup group = inventory.group(groupId);
      if (!group.clusterMode()) {
        throw ElastiCacheError.combination(
            "Cannot snapshot a replication group with cluster-mode disabled; use CacheClusterId"
                + " with one of its nodes.");
      }
      return group;
    }
    StoredGroup group = inventory.groupOf(node).orElseThrow(() -> ElastiCacheError.noCluster(node));
    if (group.clusterMode()) {
      throw ElastiCacheError.combination(
          "Cluster mode enabled replication groups are backed up as a whole; use"
              + " ReplicationGroupId.");
    }
    return group;
  }
}
