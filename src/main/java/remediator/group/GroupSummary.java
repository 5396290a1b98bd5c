package remediator.group;

import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * What a group is, as far as its nodes need not be asked.
 *
 * @param settings what a control can ask
 * @param kmsKey ARN, or empty for the service's own key
 */
public record GroupSummary(SecuritySettings settings, String kmsKey, GroupSpec.Layout layout) {
  static GroupSummary of(ReplicationGroup group) {
    GroupInconsistencies nobodyAsks = new GroupInconsistencies();
    return new GroupSummary(
        GroupState.settings(group),
        group.kmsKeyId() == null ? "" : group.kmsKeyId(),
        new LayoutMapper(group, nobodyAsks).map());
  }
}
