package awsemulator.elasticache.modify;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Settings that are changed as soon as possible, whatever ApplyImmediately says. */
record SettingsEdit(
    String text,
    UnaryOperator<ReplicationGroup.Builder> group,
    UnaryOperator<CacheCluster.Builder> nodes)
    implements GroupEdit {

  static SettingsEdit ofGroup(String text, UnaryOperator<ReplicationGroup.Builder> change) {
    return new SettingsEdit(text, change, node -> node);
  }

  static SettingsEdit ofNodes(String text, UnaryOperator<CacheCluster.Builder> change) {
    return new SettingsEdit(text, group -> group, change);
  }

  @Override
  public Duration takes(OperationTiming timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return false;
  }

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup state) {
    state.change(group);
    state.changeNodes(nodes);
  }
}
