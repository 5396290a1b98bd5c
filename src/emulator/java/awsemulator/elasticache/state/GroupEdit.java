package awsemulator.elasticache.state;

import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** One kind of change that ModifyReplicationGroup makes to a group. */
public interface GroupEdit {
  /** What it changes, for the timeline: "transit encryption preferred". */
  String text();

  Duration takes(OperationTiming timing);

  /** Whether it waits for the maintenance window unless ApplyImmediately is sent. */
  boolean waits();

  /** Shows it in PendingModifiedValues of the group and of its nodes. */
  default void announce(
      ReplicationGroupPendingModifiedValues.Builder group, PendingModifiedValues.Builder node) {}

  /** Makes the change. */
  void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group);
}
