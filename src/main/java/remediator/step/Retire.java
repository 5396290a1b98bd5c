package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.group.TransitMode;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;

/**
 * Deletes the old group with a final snapshot, and only a group that the ledger says was replaced,
 * verified and cut over, that carries the tag of it, and whose successor stands and is encrypted at
 * this moment. Deleting cannot be cancelled.
 */
final class Retire implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(12);

  @Override
  public Answer run(Work work) {
    String name = work.now().fact(Fact.FINAL_SNAPSHOT).orElse(Names.finalSnapshot(work.now()));
    Optional<GroupState> state = work.state(work.group());
    if (state.isEmpty()) {
      return gone(work, name);
    }
    // Right after the request the group can still read available ("deleting" comes later).
    if (!state.get().settled() || work.justAsked("delete")) {
      return look(work, "the old group is " + state.get().status());
    }
    Optional<String> doubt = doubt(work);
    if (doubt.isPresent()) {
      return new Failed(work.group().id() + " is not deleted: " + doubt.get());
    }
    if (!Ownership.tags(work, work.group().toString()).containsKey(OurTags.REPLACED_BY)) {
      return new Failed(
          work.group().id() + " is not deleted: it does not carry the tag " + OurTags.REPLACED_BY);
    }
    return ask(work, name);
  }

  private static Answer ask(Work work, String name) {
    work.later(c -> c.with(Fact.FINAL_SNAPSHOT, name));
    work.note("asking ElastiCache to delete the old group, with final snapshot " + name);
    work.asking("delete");
    try {
      work.elastiCache()
          .deleteReplicationGroup(
              r -> r.replicationGroupId(work.group().id()).finalSnapshotIdentifier(name));
    } catch (InvalidReplicationGroupStateException
        | ReplicationGroupNotFoundException
        | SnapshotAlreadyExistsException _) {
      return look(work, "the old group is going");
    }
    return look(work, "its deletion has been asked for");
  }

  private static Answer gone(Work work, String name) {
    Optional<Snapshot> last = Snapshots.find(work.elastiCache(), name);
    if (last.isEmpty()) {
      return missing(work, name);
    }
    if (!"available".equals(last.get().snapshotStatus())) {
      return work.now().fact(Fact.FINAL_SNAPSHOT_DELETED_AT).isPresent()
          ? ended(work)
          : look(work, "the final snapshot is " + last.get().snapshotStatus());
    }
    // Under the same id, the new group is yet to be made from it.
    if (work.policyIs(Setting.FINAL_SNAPSHOT, "delete") && !SameId.wanted(work.now())) {
      Optional<String> doubt = doubt(work);
      if (doubt.isPresent()) {
        return new Failed("the final snapshot " + name + " is not deleted: " + doubt.get());
      }
      work.remember(Fact.FINAL_SNAPSHOT_DELETED_AT, work.instant().toString());
      work.elastiCache().deleteSnapshot(r -> r.snapshotName(name));
    }
    return ended(work);
  }

  private static Answer missing(Work work, String name) {
    if (work.now().fact(Fact.FINAL_SNAPSHOT_DELETED_AT).isPresent()) {
      return ended(work);
    }
    return work.now().fact(Fact.FINAL_SNAPSHOT).isEmpty()
        ? new Failed(
            work.group().id() + " has been deleted by somebody else, without our final snapshot")
        : new Failed("the final snapshot " + name + " is missing");
  }

  private static Answer ended(Work work) {
    work.note("the old group is gone");
    return new Done();
  }

  /** What speaks against deleting, by ledger and by the successor as it is now. */
  private static Optional<String> doubt(Work work) {
    if (work.now().fact(Fact.VERIFIED_AT).isEmpty()
        || work.now().fact(Fact.CUT_OVER_AT).isEmpty()) {
      return Optional.of("the ledger does not say that it was replaced, verified and cut over");
    }
    GroupArn made = work.now().newGroup().orElse(work.group());
    if (made.equals(work.group())) {
      return Optional.of("the ledger names no successor");
    }
    Optional<GroupState> successor = work.state(made);
    if (successor.isEmpty()) {
      return Optional.of("its successor " + made.id() + " no longer exists");
    }
    if (!successor.get().atRest() || successor.get().status().equals("create-failed")) {
      return Optional.of("its successor " + made.id() + " is not as it was verified");
    }
    boolean needsTls = work.now().controls().contains("ElastiCache.5");
    return needsTls && successor.get().transit() != TransitMode.REQUIRED
        ? Optional.of("its successor " + made.id() + " does not require TLS")
        : Optional.empty();
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
