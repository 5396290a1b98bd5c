package remediator.step;

import java.util.Optional;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Turns the roles round once the old group is gone: its id is the next to be made, its copy is what
 * that is made after, and nothing counts as verified until it is compared anew.
 */
final class ReturnId implements Step {
  @Override
  public Answer run(Work work) {
    if (SameId.comesBack(work.now())) {
      return new Done();
    }
    String id = work.group().id();
    if (work.state(work.group()).isPresent()) {
      return new Failed(id + " still stands, so its id is not free");
    }
    String last = work.now().need(Fact.FINAL_SNAPSHOT);
    Optional<Snapshot> snapshot =
        Snapshots.find(work.elastiCache(), last)
            .filter(s -> ResourceOwnership.isFinalSnapshot(work, s));
    if (snapshot.isEmpty() || !"available".equals(snapshot.get().snapshotStatus())) {
      return new Failed("the final snapshot " + last + " of " + id + " cannot be used");
    }
    String copy = work.now().need(Fact.NEW_GROUP);
    work.remember(
        c ->
            c.with(Fact.STAND_IN, copy)
                .with(Fact.STAND_IN_CREATED, c.need(Fact.NEW_CREATED))
                .with(Fact.NEW_GROUP, id)
                .without(Fact.VERIFIED_AT, Fact.NEW_CREATED, Fact.MADE));
    work.note(id + " is made anew from " + last);
    return new Done();
  }
}
