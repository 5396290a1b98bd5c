package remediator.group;

import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** What a group is, as far as its nodes need not be asked. */
public record GroupOutline(GroupSpec.Encryption encryption, GroupSpec.Layout layout) {
  static GroupOutline of(ReplicationGroup group) {
    Oddities nobodyAsks = new Oddities();
    return new GroupOutline(
        new GroupSpec.Encryption(
            Boolean.TRUE.equals(group.atRestEncryptionEnabled()),
            group.kmsKeyId() == null ? "" : group.kmsKeyId(),
            GroupState.transit(group)),
        new LayoutMapper(group, nobodyAsks).map());
  }
}
