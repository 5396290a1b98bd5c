package remediator.workflow.retire;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/**
 * Deletes the copy that stood by while the old id was free, where the {@link DeletionGuard} finds
 * no objection.
 */
public record DeleteStandIn(GuardFactory guards) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(8);

  @Override
  public StepResult run(StepContext context) {
    if (!IdReuse.comesBack(context.now())) {
      return new Failed(
          "the ledger names no copy that stands by for "
              + context.group().id()
              + "; nothing is deleted");
    }
    GroupArn copy = context.now().source();
    Optional<GroupState> state = context.state(copy);
    if (state.isEmpty()) {
      return new Done();
    }
    if (!state.get().isStable() || context.wasRequestedRecently("remove")) {
      return look(context, copy.id() + " is " + state.get().status());
    }
    try {
      return guards
          .of(context)
          .deleteStandIn(copy, state.get())
          .orElseGet(() -> look(context, "its removal has been requested"));
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      return look(context, copy.id() + " is going");
    }
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
