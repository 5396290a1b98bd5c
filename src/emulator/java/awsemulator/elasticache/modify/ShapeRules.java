package awsemulator.elasticache.modify;

import awsemulator.elasticache.rules.CapacityRules;
import awsemulator.elasticache.rules.NodeTypes;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** Changes of node type, failover and Multi-AZ. */
public final class ShapeRules {
  private ShapeRules() {}

  /** Another node type. */
  record ScaleEdit(String nodeType) implements GroupEdit {
    @Override
    public String text() {
      return "node type " + nodeType;
    }

    @Override
    public Duration takes(OperationTiming timing) {
      return timing.scale();
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public void announce(
        ReplicationGroupPendingModifiedValues.Builder group, PendingModifiedValues.Builder node) {
      node.cacheNodeType(nodeType);
    }

    @Override
    public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
      group.change(b -> b.cacheNodeType(nodeType));
      group.changeNodes(b -> b.cacheNodeType(nodeType));
    }
  }

  static List<GroupEdit> edits(
      CloudEstate estate, StoredGroup group, ModifyReplicationGroupRequest request) {
    List<GroupEdit> edits = new ArrayList<>();
    String type = request.cacheNodeType();
    if (SettingsRules.changes(type, group.group().cacheNodeType())) {
      NodeTypes.check(type, group.version());
      CapacityRules.check(estate, type);
      boolean tiered = NodeTypes.family(type).equals("r6gd");
      if (tiered != NodeTypes.family(group.group().cacheNodeType()).equals("r6gd")) {
        throw ElastiCacheError.combination("Data tiering cannot be changed by another node type.");
      }
      edits.add(new ScaleEdit(type));
    }
    Boolean failover = request.automaticFailoverEnabled();
    String failoverAfter =
        failover == null ? group.group().automaticFailoverAsString() : on(failover);
    if (SettingsRules.changes(failoverAfter, group.group().automaticFailoverAsString())) {
      checkFailover(group, failover);
      edits.add(
          SettingsEdit.ofGroup(
              "automatic failover " + failoverAfter, b -> b.automaticFailover(failoverAfter)));
    }
    Boolean multiAz = request.multiAZEnabled();
    if (multiAz != null && !on(multiAz).equals(group.group().multiAZAsString())) {
      if (multiAz && !"enabled".equals(failoverAfter)) {
        throw ElastiCacheError.combination("Must enable automatic failover to use Multi-AZ.");
      }
      edits.add(SettingsEdit.ofGroup("Multi-AZ " + on(multiAz), b -> b.multiAZ(on(multiAz))));
    }
    return edits;
  }

  public static String on(boolean enabled) {
    return enabled ? "enabled" : "disabled";
  }

  private static void checkFailover(StoredGroup group, boolean enabled) {
    if (!enabled && group.clusterMode()) {
      throw ElastiCacheError.combination(
          "Automatic failover must be enabled for cluster mode enabled replication groups.");
    }
    if (enabled && group.nodes().size() < 2) {
      throw ElastiCacheError.combination(
          "When using automatic failover, there must be at least 2 cache clusters in the"
              + " replication group.");
    }
  }
}
