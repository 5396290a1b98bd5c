package awsemulator.elasticache.modify;

import awsemulator.elasticache.access.AuthRules;
import awsemulator.elasticache.access.UserGroups;
import awsemulator.elasticache.rules.LogRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** ModifyReplicationGroup. */
public final class ModifyGroup {
  private final CloudEstate estate;
  private final TimedWork work;

  public ModifyGroup(CloudEstate estate, TimedWork work) {
    this.estate = estate;
    this.work = work;
  }

  public ModifyReplicationGroupResponse modify(
      RegionInventory inventory, ModifyReplicationGroupRequest request) {
    StoredGroup group = inventory.group(request.replicationGroupId());
    refuseUnsupported(request);
    if (group.work() != null || !"available".equals(group.group().status())) {
      throw ElastiCacheError.groupState("Replication group must be in available state to modify.");
    }
    boolean now = Boolean.TRUE.equals(request.applyImmediately());
    if (now && group.pending().stream().anyMatch(LoadedPending.class::isInstance)) {
      throw ElastiCacheError.unsupported(
          "ModifyReplicationGroup", "applying changes that were loaded");
    }
    List<GroupEdit> edits = edits(inventory, group, request);
    if (edits.isEmpty() && (group.pending().isEmpty() || !now)) {
      throw ElastiCacheError.combination("No modifications were requested");
    }
    start(inventory, group, edits, now);
    return ModifyReplicationGroupResponse.builder().replicationGroup(group.group()).build();
  }

  private List<GroupEdit> edits(
      RegionInventory inventory, StoredGroup group, ModifyReplicationGroupRequest request) {
    List<GroupEdit> edits = new ArrayList<>();
    edits.add(TlsRules.edit(group, request));
    edits.add(AuthRules.edit(group, request));
    edits.add(UserGroups.edit(inventory, group, request));
    edits.addAll(EngineRules.edits(estate.engines(), inventory, group, request));
    edits.addAll(ShapeRules.edits(estate, group, request));
    edits.addAll(SettingsRules.edits(group, request));
    edits.addAll(SnapshotSettings.edits(group, request));
    if (!request.logDeliveryConfigurations().isEmpty()) {
      LogRules.check(request.logDeliveryConfigurations(), group.version());
      edits.add(new LogEdit(request.logDeliveryConfigurations()));
    }
    edits.removeIf(Objects::isNull);
    return edits;
  }

  private void start(
      RegionInventory inventory, StoredGroup group, List<GroupEdit> edits, boolean now) {
    for (GroupEdit edit : edits) {
      group.pending().removeIf(other -> other.waits() && other.getClass() == edit.getClass());
      group.pending().add(edit);
    }
    List<GroupEdit> due = group.pending().stream().filter(edit -> now || !edit.waits()).toList();
    show(group);
    if (due.isEmpty()) {
      return;
    }
    Duration takes =
        due.stream().map(edit -> edit.takes(estate.timing())).max(Duration::compareTo).get();
    String what = "modifying: " + String.join(", ", due.stream().map(GroupEdit::text).toList());
    work.modify(group, what, takes, () -> finish(inventory, group, due));
  }

  private void finish(RegionInventory inventory, StoredGroup group, List<GroupEdit> due) {
    due.forEach(edit -> edit.apply(estate, inventory, group));
    group.pending().removeAll(due);
    show(group);
  }

  /** PendingModifiedValues as the waiting changes have it; absent where none waits. */
  private static void show(StoredGroup group) {
    ReplicationGroupPendingModifiedValues.Builder ofGroup =
        ReplicationGroupPendingModifiedValues.builder();
    PendingModifiedValues.Builder ofNode = PendingModifiedValues.builder();
    group.pending().forEach(edit -> edit.announce(ofGroup, ofNode));
    group.change(b -> b.pendingModifiedValues(ofGroup.build()));
    group.changeNodes(b -> b.pendingModifiedValues(ofNode.build()));
  }

  private static void refuseUnsupported(ModifyReplicationGroupRequest request) {
    refuse(request.primaryClusterId() != null, "PrimaryClusterId");
    refuse(request.clusterModeAsString() != null, "ClusterMode");
    refuse(request.getValueForField("NodeGroupId", String.class).isPresent(), "NodeGroupId");
    if (!request.cacheSecurityGroupNames().isEmpty()) {
      throw ElastiCacheError.combination(
          "Use of cache security groups is not permitted in this API version for your account.");
    }
  }

  private static void refuse(boolean sent, String member) {
    if (sent) {
      throw ElastiCacheError.unsupported("ModifyReplicationGroup", member);
    }
  }
}
