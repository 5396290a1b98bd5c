package remediator.workflow.retire;

import java.util.Map;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.GroupIdentity;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.guard.FlowEnding;
import remediator.workflow.scaling.ScalableTargets;
import remediator.workflow.scaling.ScalingStates;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * Undoes what was done around the old group, before the new one is removed: its auto scaling is as
 * it was, and the new group's scaling is gone. After cut-over it does nothing.
 */
public record UndoScaling(GuardFactory guards) implements Step {
  @Override
  public StepResult run(StepContext context) {
    FlowEnding.note(context);
    if (context.now().attribute(CaseAttribute.CUT_OVER_AT).isPresent()) {
      return new Done();
    }
    Map<String, SuspendedState> states = ScalingStates.read(context.now());
    Optional<String> another = GroupIdentity.ofOld(context);
    if (another.isPresent()) {
      context.note("auto scaling is left as it is: " + another.get());
    } else if (!states.isEmpty()) {
      Optional<String> left =
          context
              .now()
              .newGroup()
              .flatMap(
                  made ->
                      guards
                          .of(context)
                          .deregisterScalingOfNewGroup(made)
                          .map(
                              why ->
                                  "the auto scaling of "
                                      + made.id()
                                      + " that this flow registered is still suspended, since "
                                      + why
                                      + ": deregister it, or register it again as you want it"));
      ScalableTargets old = ScalableTargets.of(context, context.group());
      for (ScalableTarget target : old.targets()) {
        String dimension = target.scalableDimensionAsString();
        if (states.containsKey(dimension)) {
          old.suspend(dimension, states.get(dimension));
        }
      }
      context.change(c -> c.without(CaseAttribute.SUSPENDED_SCALING));
      context.note("auto scaling of " + context.group().id() + " is as it was");
      if (left.isPresent()) {
        return new Failed(left.get());
      }
    }
    return new Done();
  }
}
