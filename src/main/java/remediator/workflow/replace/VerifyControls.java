package remediator.workflow.replace;

import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.plan.Control;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;

/**
 * Looks once more at the group that serves now: does it meet the controls that the flow answers?
 */
public final class VerifyControls implements Step {
  @Override
  public StepResult run(StepContext context) {
    GroupArn serving = context.now().newGroup().orElse(context.group());
    Optional<GroupState> group = context.state(serving);
    if (group.isEmpty()) {
      return new Failed("the replication group " + serving.id() + " no longer exists");
    }
    for (String control : context.now().controls()) {
      if (!Control.of(control).isSatisfiedBy(group.get().settings())) {
        return new Failed(
            serving.id()
                + " is not "
                + Control.of(control).requirement()
                + ", contrary to what was done");
      }
    }
    return new Done();
  }
}
