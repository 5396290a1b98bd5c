package awsemulator.elasticache.modify;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/** Automatic snapshots of a group: how long, when, and of which node. */
final class SnapshotSettings {
  private SnapshotSettings() {}

  static List<GroupEdit> edits(StoredGroup group, ModifyReplicationGroupRequest request) {
    checkSource(group, request);
    List<GroupEdit> edits = new ArrayList<>();
    String source = NameRules.lower(request.snapshottingClusterId());
    if (SettingsRules.changes(source, group.group().snapshottingClusterId())) {
      edits.add(
          SettingsEdit.ofGroup("snapshots of " + source, b -> b.snapshottingClusterId(source)));
    }
    Integer days = request.snapshotRetentionLimit();
    if (SettingsRules.changes(days, group.group().snapshotRetentionLimit())) {
      ValueRules.retention(days);
      String kept = days == 0 ? null : group.group().snapshottingClusterId();
      edits.add(
          new SettingsEdit(
              "snapshots kept for " + days + " days",
              b ->
                  b.snapshotRetentionLimit(days)
                      .snapshottingClusterId(source == null ? kept : source),
              b -> b.snapshotRetentionLimit(days)));
    }
    String window = request.snapshotWindow();
    if (SettingsRules.changes(window, group.group().snapshotWindow())) {
      ValueRules.snapshotWindow(window);
      edits.add(
          new SettingsEdit(
              "snapshot window " + window,
              b -> b.snapshotWindow(window),
              b -> b.snapshotWindow(window)));
    }
    return edits;
  }

  private static void checkSource(StoredGroup group, ModifyReplicationGroupRequest request) {
    String source = request.snapshottingClusterId();
    if (source != null && group.clusterMode()) {
      throw ElastiCacheError.combination(
          "Cannot set snapshotting cluster for cluster mode enabled replication group");
    }
    if (source != null && !group.nodes().containsKey(NameRules.lower(source))) {
      throw new AwsFault(
          "CacheClusterNotFound", 404, "Specified snapshotting cluster does not exist");
    }
    int now = Objects.requireNonNullElse(group.group().snapshotRetentionLimit(), 0);
    int asked = Objects.requireNonNullElse(request.snapshotRetentionLimit(), now);
    boolean turnsOn = now == 0 && asked > 0;
    boolean named = source != null || group.group().snapshottingClusterId() != null;
    if ((turnsOn && !group.clusterMode() && !named) || (source != null && asked == 0)) {
      throw ElastiCacheError.combination(
          "Must specify both SnapshotRetentionLimit and SnapshottingClusterId to turn on"
              + " snapshots");
    }
  }
}
