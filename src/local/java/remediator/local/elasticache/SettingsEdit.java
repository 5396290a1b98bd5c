package remediator.local.elasticache;

import java.time.Duration;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Settings that are changed as soon as possible, whatever ApplyImmediately says. */
record SettingsEdit(
    String text,
    UnaryOperator<ReplicationGroup.Builder> group,
    UnaryOperator<CacheCluster.Builder> nodes)
    implements Edit {

  static SettingsEdit ofGroup(String text, UnaryOperator<ReplicationGroup.Builder> change) {
    return new SettingsEdit(text, change, node -> node);
  }

  static SettingsEdit ofNodes(String text, UnaryOperator<CacheCluster.Builder> change) {
    return new SettingsEdit(text, group -> group, change);
  }

  @Override
  public Duration takes(Timing timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return false;
  }

  @Override
  public void apply(Estate estate, Inventory inventory, GroupState state) {
    state.change(group);
    state.changeNodes(nodes);
  }
}
