package awsemulator.elasticache.modify;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/**
 * What a loaded group shows as pending. It waits for a maintenance window that never comes here.
 */
public record LoadedPending(ReplicationGroupPendingModifiedValues group, PendingModifiedValues node)
    implements GroupEdit {

  public static Optional<LoadedPending> of(StoredGroup state) {
    ReplicationGroupPendingModifiedValues group = state.group().pendingModifiedValues();
    PendingModifiedValues node = state.anyNode().pendingModifiedValues();
    boolean none = (group == null || empty(group)) && (node == null || empty(node));
    return none ? Optional.empty() : Optional.of(new LoadedPending(group, node));
  }

  @Override
  public String text() {
    return "changes that were pending when the group was loaded";
  }

  @Override
  public Duration takes(OperationTiming timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void announce(
      ReplicationGroupPendingModifiedValues.Builder ofGroup, PendingModifiedValues.Builder ofNode) {
    copy(group, ofGroup);
    copy(node, ofNode);
  }

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup state) {
    throw new IllegalStateException("ModifyReplicationGroup refuses to apply loaded changes");
  }

  private static boolean empty(SdkPojo values) {
    return values.equals(ReplicationGroupPendingModifiedValues.builder().build())
        || values.equals(PendingModifiedValues.builder().build());
  }

  private static void copy(SdkPojo from, SdkPojo to) {
    if (from == null) {
      return;
    }
    for (SdkField<?> field : from.sdkFields()) {
      Object value = field.getValueOrDefault(from);
      if (value != null) {
        field.set(to, value);
      }
    }
  }
}
