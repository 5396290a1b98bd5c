package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;

/**
 * Deletes the old group with a final snapshot, where the {@link DeletionGuard} finds no objection,
 * and looks until it is gone. Deleting cannot be cancelled.
 */
record Retire(GuardFactory guards) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(12);

  @Override
  public Answer run(Work work) {
    Optional<GroupState> state = work.state(work.group());
    boolean requested = work.now().fact(Fact.DELETION_REQUESTED_AT).isPresent();
    // Once it is gone, somebody may use its id again.
    if (state.isEmpty() || (requested && GroupIdentity.ofOld(work).isPresent())) {
      return gone(work);
    }
    // Right after the request the group can still read available ("deleting" comes later).
    if (!state.get().settled() || work.justAsked("delete")) {
      return look(work, "the old group is " + state.get().status());
    }
    return request(work, name(work));
  }

  /** A snapshot of the name that we want, while the group still stands, is somebody else's. */
  private static String name(Work work) {
    List<String> names = Names.finalSnapshot(work.now());
    return work.now()
        .fact(Fact.FINAL_SNAPSHOT)
        .map(
            tried ->
                Snapshots.find(work.elastiCache(), tried)
                    .flatMap(_ -> Names.next(names, tried))
                    .orElse(tried))
        .orElse(names.getFirst());
  }

  private Answer request(Work work, String name) {
    try {
      return guards
          .of(work)
          .deleteOldGroup(name)
          .orElseGet(() -> look(work, "its deletion has been requested"));
    } catch (InvalidReplicationGroupStateException
        | ReplicationGroupNotFoundException
        | SnapshotAlreadyExistsException _) {
      return look(work, "the old group is going");
    }
  }

  private Answer gone(Work work) {
    Optional<String> name = work.now().fact(Fact.FINAL_SNAPSHOT);
    if (name.isEmpty()) {
      return new Failed(
          work.group().id() + " has been deleted by somebody else, without our final snapshot");
    }
    if (work.now().fact(Fact.FINAL_SNAPSHOT_DELETED_AT).isPresent()) {
      return ended(work);
    }
    Optional<Snapshot> last =
        Snapshots.find(work.elastiCache(), name.get())
            .filter(s -> ResourceOwnership.isFinalSnapshot(work, s));
    if (last.isEmpty()) {
      return new Failed("the final snapshot " + name.get() + " is missing");
    }
    if (!"available".equals(last.get().snapshotStatus())) {
      return look(work, "the final snapshot is " + last.get().snapshotStatus());
    }
    // Under the same id, the new group is yet to be made from it.
    if (work.policyIs(Setting.FINAL_SNAPSHOT, "delete") && !SameId.wanted(work.now())) {
      return guards.of(work).deleteFinalSnapshot(last.get()).orElseGet(() -> ended(work));
    }
    return ended(work);
  }

  private static Answer ended(Work work) {
    String at = work.instant().toString();
    work.later(c -> c.with(Fact.OLD_GONE_AT, at));
    work.note("the old group is gone");
    return new Done();
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
