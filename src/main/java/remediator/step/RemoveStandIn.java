package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/**
 * Deletes the copy that stood by while the old id was free: only once the group of that id is back,
 * compared and encrypted, and only a copy that this flow has made.
 */
final class RemoveStandIn implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(8);

  @Override
  public Answer run(Work work) {
    GroupArn copy = work.now().source();
    if (copy.equals(work.group()) || work.now().fact(Fact.VERIFIED_AT).isEmpty()) {
      return new Failed(
          copy.id() + " is not deleted: the ledger does not say that its successor was verified");
    }
    Optional<GroupState> back = work.state(work.group());
    if (back.isEmpty() || !back.get().settled() || !back.get().atRest()) {
      return new Failed(
          copy.id() + " is not deleted: " + work.group().id() + " is not as it was verified");
    }
    Optional<GroupState> state = work.state(copy);
    if (state.isEmpty()) {
      return new Done();
    }
    if (!state.get().settled() || work.justAsked("remove")) {
      return look(work, copy.id() + " is " + state.get().status());
    }
    return Ownership.isOurs(work, copy)
        ? ask(work, copy)
        : new Failed(copy.id() + " is not deleted: it does not carry this flow's tag");
  }

  private static Answer ask(Work work, GroupArn copy) {
    work.asking("remove");
    try {
      work.elastiCache().deleteReplicationGroup(r -> r.replicationGroupId(copy.id()));
      work.note("asked ElastiCache to remove " + copy.id() + ", which stood by");
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      return look(work, copy.id() + " is going");
    }
    return look(work, "its removal has been asked for");
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
