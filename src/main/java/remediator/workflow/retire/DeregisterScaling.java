package remediator.workflow.retire;

import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;

/**
 * Takes the old group out of Application Auto Scaling, once it is gone: its id may be used again,
 * and what hangs on it would then scale a stranger.
 */
public record DeregisterScaling(GuardFactory guards) implements Step {
  @Override
  public StepResult run(StepContext context) {
    if (context.now().attribute(CaseAttribute.SUSPENDED_SCALING).isEmpty()) {
      return IdReuse.done(context.now());
    }
    GroupArn gone = context.now().source();
    return guards
        .of(context)
        .deregisterScalingOfDeletedGroup(gone)
        .<StepResult>map(why -> new Failed(why + "; its auto scaling is left suspended"))
        .orElseGet(() -> IdReuse.done(context.now()));
  }
}
