package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Whether this very flow made something: by tag, by source and by time, never by name alone. A name
 * can be left over from an earlier installation, or taken by a person.
 */
final class ResourceOwnership {
  /** ElastiCache's clock and the function's may differ by this much. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  private ResourceOwnership() {}

  /** Whether this flow made the live group of this ARN. */
  static boolean isOurs(Work work, GroupArn group) {
    Optional<GroupState> state = work.state(group);
    if (state.isEmpty() || isOlder(state.get().created(), work, Fact.NEW_GROUP_REQUESTED_AT)) {
      return false;
    }
    try {
      return isTagged(work, group.toString());
    } catch (InvalidReplicationGroupStateException _) {
      // The tags of a group that could not be made are not told.
      return work.now().fact(Fact.MADE).equals(Optional.of(group.id()));
    }
  }

  /** Whether this flow took the snapshot that the new group is made from. */
  static boolean isOurs(Work work, Snapshot snapshot) {
    return canBeOurs(work, snapshot) && isTagged(work, snapshot.arn());
  }

  /** Whether it can be that snapshot, by source and time; somebody may have taken its tag away. */
  static boolean canBeOurs(Work work, Snapshot snapshot) {
    return SnapshotOrigin.of(work.now()).is(snapshot)
        && !isOlder(takenAt(snapshot), work, Fact.SNAPSHOT_REQUESTED_AT);
  }

  /**
   * Whether it is the final snapshot that the old group's deletion left. ElastiCache takes no tags
   * for a final snapshot, so source and time tell.
   */
  static boolean isFinalSnapshot(Work work, Snapshot snapshot) {
    return SnapshotOrigin.of(work.now()).is(snapshot)
        && work.now().fact(Fact.DELETION_REQUESTED_AT).isPresent()
        && !isOlder(takenAt(snapshot), work, Fact.DELETION_REQUESTED_AT);
  }

  /** Whether a resource carries this flow's tag, by ARN. */
  static boolean isTagged(Work work, String arn) {
    return work.now().flow().equals(tags(work, arn).get(OurTags.FLOW));
  }

  static Map<String, String> tags(Work work, String arn) {
    return work.groups().tags(arn);
  }

  /** When the first of a snapshot's shards was cut; empty while ElastiCache does not tell. */
  static Optional<Instant> takenAt(Snapshot snapshot) {
    List<NodeSnapshot> shards = snapshot.nodeSnapshots();
    return shards.stream()
        .map(NodeSnapshot::snapshotCreateTime)
        .filter(at -> at != null)
        .min(Instant::compareTo);
  }

  /** Whether it was there before it was requested; what tells no time is not taken for older. */
  private static boolean isOlder(Optional<Instant> created, Work work, Fact requested) {
    Case now = work.now();
    return created.isPresent()
        && now.fact(requested)
            .map(Instant::parse)
            .filter(at -> created.get().isBefore(at.minus(CLOCK_SKEW)))
            .isPresent();
  }
}
