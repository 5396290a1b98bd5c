package remediator.workflow.scaling;

import java.util.Map;
import remediator.group.GroupArn;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * From cut-over on the new group scales and alarms as the old one did before. The old one stays
 * suspended until it is gone.
 */
public final class ActivateScaling implements Step {
  private final CopyAlarms alarms = new CopyAlarms(true);

  @Override
  public StepResult run(StepContext context) {
    Map<String, SuspendedState> states = ScalingStates.read(context.now());
    if (!states.isEmpty()) {
      GroupArn made = context.now().newGroup().orElseThrow();
      if (context.state(made).isEmpty()) {
        return new Failed("the replication group " + made.id() + " no longer exists");
      }
      ScalableTargets scaling = ScalableTargets.of(context, made);
      states.forEach(scaling::suspend);
      context.note("auto scaling of " + made.id() + " is on as it was on the old group");
    }
    alarms.run(context);
    return IdReuse.done(context.now());
  }
}
