package remediator.workflow.scaling;

import java.util.List;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.ToBeCopied;
import remediator.workflow.core.WriteHold;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/**
 * Suspends the old group's auto scaling while the work runs: a group that changes its shape between
 * snapshot and copy cannot be restored. How far it was suspended before is remembered first.
 */
public final class SuspendScaling implements Step {
  @Override
  public StepResult run(StepContext context) {
    ScalableTargets scaling = ScalableTargets.of(context, context.group());
    List<ScalableTarget> targets = scaling.targets();
    if (targets.isEmpty()) {
      return done(context);
    }
    if (context.state(context.group()).isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    if (context.now().attribute(CaseAttribute.SUSPENDED_SCALING).isEmpty()) {
      context.saveBeforeCall(CaseAttribute.SUSPENDED_SCALING, ScalingStates.write(targets));
      context.note("auto scaling of " + context.group().id() + " is suspended while the work runs");
    }
    targets.stream()
        .filter(t -> !ScalableTargets.SUSPENDED.equals(t.suspendedState()))
        .forEach(t -> scaling.suspend(t.scalableDimensionAsString(), ScalableTargets.SUSPENDED));
    return done(context);
  }

  /** Where keys are copied, the new group is made while clients still write to the old one. */
  private static StepResult done(StepContext context) {
    return WriteHold.isCopied(context.now()) ? new ToBeCopied() : new Done();
  }
}
