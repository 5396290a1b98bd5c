package remediator.group;

import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * What a group is, as far as its nodes need not be asked.
 *
 * @param backupDays how long automatic snapshots are kept; 0 for none
 */
public record GroupSummary(
    GroupSpec.Encryption encryption, GroupSpec.Layout layout, int backupDays) {
  static GroupSummary of(ReplicationGroup group) {
    GroupInconsistencies nobodyAsks = new GroupInconsistencies();
    return new GroupSummary(
        new GroupSpec.Encryption(
            Boolean.TRUE.equals(group.atRestEncryptionEnabled()),
            group.kmsKeyId() == null ? "" : group.kmsKeyId(),
            GroupState.transit(group)),
        new LayoutMapper(group, nobodyAsks).map(),
        group.snapshotRetentionLimit() == null ? 0 : group.snapshotRetentionLimit());
  }
}
