package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;

/**
 * Removes what the flow has made, the new group, its snapshot and its alarms, where the {@link
 * DeletionGuard} finds no objection. The old group is not touched. After cut-over nothing is rolled
 * back: the new group may hold the only copy of what has been written since.
 */
record RollBack(GuardFactory guards) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(8);

  @Override
  public Answer run(Work work) {
    FlowEnding.note(work);
    if (work.now().fact(Fact.CUT_OVER_AT).isPresent()) {
      return new Failed(
          SameId.comesBack(work.now())
              ? SameId.standing(work.now(), work.state(work.group()))
              : "clients have been cut over; nothing is rolled back");
    }
    Optional<GroupArn> made = work.now().newGroup();
    if (made.isPresent()) {
      Optional<GroupState> state = work.state(made.get());
      if (state.isPresent()) {
        return remove(work, made.get(), state.get());
      }
      if (work.justAsked("create")) {
        return look(work, "the new group may still appear");
      }
    }
    return removeSnapshot(work);
  }

  private Answer remove(Work work, GroupArn made, GroupState state) {
    if (state.status().equals("deleting") || work.justAsked("remove")) {
      return look(work, "the new group is being removed");
    }
    if (!state.status().equals("available") && !state.status().equals("create-failed")) {
      return look(work, "the new group is " + state.status() + " and cannot be removed yet");
    }
    boolean recorded = work.now().fact(Fact.NEW_CREATED).isPresent();
    if (!recorded && !ResourceOwnership.isOurs(work, made)) {
      // A group that somebody else made under the id that this flow had chosen.
      return removeSnapshot(work);
    }
    try {
      return guards
          .of(work)
          .deleteNewGroup(made, state)
          .orElseGet(() -> look(work, "its removal has been requested"));
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      return look(work, "the new group is going");
    }
  }

  private Answer removeSnapshot(Work work) {
    Optional<String> name = work.now().fact(Fact.SNAPSHOT);
    Optional<Snapshot> snapshot = name.flatMap(n -> Snapshots.find(work.elastiCache(), n));
    if (snapshot.isEmpty()) {
      return work.justAsked("snapshot")
          ? look(work, "the snapshot may still appear")
          : removeAlarms(work);
    }
    String status = snapshot.get().snapshotStatus();
    if (!status.equals("available") && !status.equals("failed")) {
      return look(work, "the snapshot is " + status);
    }
    if (!ResourceOwnership.isOurs(work, snapshot.get())) {
      return removeAlarms(work);
    }
    try {
      return guards
          .of(work)
          .deleteSourceSnapshot(snapshot.get())
          .orElseGet(() -> look(work, "the snapshot's removal has been requested"));
    } catch (SnapshotNotFoundException | InvalidSnapshotStateException _) {
      return look(work, "the snapshot is going");
    }
  }

  /**
   * Last of all: as long as the group goes their actions are off. Here, since the role that makes
   * and tags them may not delete what has a tag.
   */
  private Answer removeAlarms(Work work) {
    if (work.now().fact(Fact.ALARMS).isPresent()) {
      List<String> names =
          guards.of(work).deleteAlarms(work.now().need(Fact.ALARMS).lines().toList());
      work.remember(c -> c.without(Fact.ALARMS));
      work.note("alarms for the new group removed: " + String.join(", ", names));
    }
    return new Done();
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
