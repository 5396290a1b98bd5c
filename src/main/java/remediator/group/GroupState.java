package remediator.group;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * How far a group is: what changes while something is on its way.
 *
 * @param settings what a control can ask
 * @param userGroups ids of those that are attached
 * @param authChanged when the AUTH token was last changed, where that was asked of the API
 * @param pending names of what has been asked for and not been applied
 * @param backupNode for cluster mode disabled, the node to take a snapshot of: a replica where
 *     there is one, so that the primary is spared
 * @param created ReplicationGroupCreateTime, as in {@link ReplicationGroup}
 */
public record GroupState(
    String status,
    SecuritySettings settings,
    List<String> userGroups,
    Optional<Instant> authChanged,
    List<String> pending,
    List<String> members,
    GroupEndpoints endpoints,
    Optional<String> backupNode,
    Optional<Instant> created) {
  public GroupState {
    userGroups = List.copyOf(userGroups);
    pending = List.copyOf(pending);
    members = List.copyOf(members);
  }

  /** Available, with nothing on its way. Right after a Modify this can still be true. */
  public boolean isStable() {
    return status.equals("available") && pending.isEmpty();
  }

  public boolean atRest() {
    return settings.atRest();
  }

  public TransitEncryptionMode transit() {
    return settings.transit();
  }

  public static GroupState of(ReplicationGroup group) {
    return new GroupState(
        text(group.status()),
        settings(group),
        group.userGroupIds(),
        Optional.ofNullable(group.authTokenLastModifiedDate()),
        PendingModifications.names(group.pendingModifiedValues()),
        group.memberClusters(),
        EndpointMapper.map(group, 0),
        backupNode(group),
        Optional.ofNullable(group.replicationGroupCreateTime()));
  }

  static SecuritySettings settings(ReplicationGroup group) {
    Integer backupDays = group.snapshotRetentionLimit();
    return new SecuritySettings(
        Boolean.TRUE.equals(group.atRestEncryptionEnabled()),
        transit(group),
        Boolean.TRUE.equals(group.authTokenEnabled()),
        backupDays == null ? 0 : backupDays);
  }

  private static Optional<String> backupNode(ReplicationGroup group) {
    if (Boolean.TRUE.equals(group.clusterEnabled())) {
      return Optional.empty();
    }
    List<NodeGroupMember> members =
        group.nodeGroups().stream().flatMap(s -> s.nodeGroupMembers().stream()).toList();
    return members.stream()
        .filter(m -> "replica".equals(m.currentRole()))
        .findFirst()
        .or(() -> members.stream().findFirst())
        .map(NodeGroupMember::cacheClusterId);
  }

  /** A group with TLS and no mode is from before there were modes: it refuses plaintext. */
  static TransitEncryptionMode transit(ReplicationGroup group) {
    if (!Boolean.TRUE.equals(group.transitEncryptionEnabled())) {
      return TransitEncryptionMode.NONE;
    }
    return "preferred".equals(group.transitEncryptionModeAsString())
        ? TransitEncryptionMode.PREFERRED
        : TransitEncryptionMode.REQUIRED;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
