package remediator.workflow.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Whether this very flow made something: by tag, by source and by time, never by name alone. A name
 * can be left over from an earlier installation, or taken by a person.
 */
public final class ResourceOwnership {
  /** ElastiCache's clock and the function's may differ by this much. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  private ResourceOwnership() {}

  /** Whether this flow made the live group of this ARN. */
  public static boolean isOurs(StepContext context, GroupArn group) {
    Optional<GroupState> state = context.state(group);
    if (state.isEmpty()
        || isOlder(state.get().created(), context, CaseAttribute.NEW_GROUP_REQUESTED_AT)) {
      return false;
    }
    try {
      return isTagged(context, group.toString());
    } catch (InvalidReplicationGroupStateException _) {
      // The tags of a group that could not be made are not told.
      return context
          .now()
          .attribute(CaseAttribute.NEW_GROUP_CONFIRMED)
          .equals(Optional.of(group.id()));
    }
  }

  /** Whether this flow took the snapshot that the new group is made from. */
  public static boolean isOurs(StepContext context, Snapshot snapshot) {
    return canBeOurs(context, snapshot) && isTagged(context, snapshot.arn());
  }

  /** Whether it can be that snapshot, by source and time; somebody may have taken its tag away. */
  public static boolean canBeOurs(StepContext context, Snapshot snapshot) {
    return SnapshotOrigin.of(context.now()).is(snapshot)
        && !isOlder(takenAt(snapshot), context, CaseAttribute.SNAPSHOT_REQUESTED_AT);
  }

  /**
   * Whether it is the final snapshot that the old group's deletion left. ElastiCache takes no tags
   * for a final snapshot, so source and time tell.
   */
  public static boolean isFinalSnapshot(StepContext context, Snapshot snapshot) {
    return SnapshotOrigin.of(context.now()).is(snapshot)
        && context.now().attribute(CaseAttribute.DELETION_REQUESTED_AT).isPresent()
        && !isOlder(takenAt(snapshot), context, CaseAttribute.DELETION_REQUESTED_AT);
  }

  /** Whether a resource carries this flow's tag, by ARN. */
  public static boolean isTagged(StepContext context, String arn) {
    return context.now().flow().equals(tags(context, arn).get(ResourceTags.FLOW));
  }

  public static Map<String, String> tags(StepContext context, String arn) {
    return context.groups().tags(arn);
  }

  /** When the first of a snapshot's shards was cut; empty while ElastiCache does not tell. */
  public static Optional<Instant> takenAt(Snapshot snapshot) {
    List<NodeSnapshot> shards = snapshot.nodeSnapshots();
    return shards.stream()
        .map(NodeSnapshot::snapshotCreateTime)
        .filter(at -> at != null)
        .min(Instant::compareTo);
  }

  /** Whether it was there before it was requested; what tells no time is not taken for older. */
  private static boolean isOlder(
      Optional<Instant> created, StepContext context, CaseAttribute requested) {
    RemediationCase now = context.now();
    return created.isPresent()
        && now.attribute(requested)
            .map(Instant::parse)
            .filter(at -> created.get().isBefore(at.minus(CLOCK_SKEW)))
            .isPresent();
  }
}
