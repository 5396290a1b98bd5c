package remediator.group;

import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * What a group is, as far as its nodes need not be asked.
 *
 * @param backupDays how long automatic snapshots are kept; 0 for none
 */
public record GroupOutline(
    GroupSpec.Encryption encryption, GroupSpec.Layout layout, int backupDays) {
  static GroupOutline of(ReplicationGroup group) {
    Oddities nobodyAsks = new Oddities();
    return new GroupOutline(
        new GroupSpec.Encryption(
            Boolean.TRUE.equals(group.atRestEncryptionEnabled()),
            group.kmsKeyId() == null ? "" : group.kmsKeyId(),
            GroupState.transit(group)),
        new LayoutMapper(group, nobodyAsks).map(),
        group.snapshotRetentionLimit() == null ? 0 : group.snapshotRetentionLimit());
  }
}
