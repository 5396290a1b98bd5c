package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/**
 * Deletes the copy that stood by while the old id was free, where the {@link DeletionGuard} finds
 * no objection.
 */
record RemoveStandIn(GuardFactory guards) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(8);

  @Override
  public Answer run(Work work) {
    if (!SameId.comesBack(work.now())) {
      return new Failed(
          "the ledger names no copy that stands by for "
              + work.group().id()
              + "; nothing is deleted");
    }
    GroupArn copy = work.now().source();
    Optional<GroupState> state = work.state(copy);
    if (state.isEmpty()) {
      return new Done();
    }
    if (!state.get().settled() || work.justAsked("remove")) {
      return look(work, copy.id() + " is " + state.get().status());
    }
    try {
      return guards
          .of(work)
          .deleteStandIn(copy, state.get())
          .orElseGet(() -> look(work, "its removal has been requested"));
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      return look(work, copy.id() + " is going");
    }
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
