package remediator.workflow.scaling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.metrics.ShardNodes;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/**
 * Registers the new group with Application Auto Scaling as the old one is: limits, policies and
 * scheduled actions. It stays suspended until cut-over: without clients, it would shrink.
 */
public final class CopyScaling implements Step {
  @Override
  public StepResult run(StepContext context) {
    if (context.now().attribute(CaseAttribute.SUSPENDED_SCALING).isEmpty()) {
      return new Done();
    }
    GroupArn made = context.now().newGroup().orElseThrow();
    GroupArn old = context.now().source();
    ScalableTargets from = ScalableTargets.of(context, old);
    ScalableTargets to = ScalableTargets.of(context, made);
    List<ScalableTarget> targets = from.targets();
    targets.forEach(to::register);
    ResourceIdMapping ids =
        ResourceIdMapping.between(
            old,
            ShardNodes.all(context.groups().shards(old)),
            made,
            ShardNodes.all(context.groups().shards(made)),
            Map.of());
    from.policies().forEach(p -> to.put(p, ids));
    for (ScheduledAction action : from.actions()) {
      copy(context, to, action);
    }
    context.note("auto scaling is set up for " + made.id() + ", suspended until cut-over");
    return new Done();
  }

  /** What lies in the past cannot be set again, and need not be. */
  private static void copy(StepContext context, ScalableTargets to, ScheduledAction action) {
    Instant now = context.instant();
    if ((action.endTime() != null && !action.endTime().isAfter(now))
        || OneTimeSchedule.of(action).filter(at -> !at.isAfter(now)).isPresent()) {
      context.note(
          "the scheduled action " + action.scheduledActionName() + " is over; not carried");
      return;
    }
    boolean begun = action.startTime() != null && !action.startTime().isAfter(now);
    to.put(begun ? action.toBuilder().startTime(null).build() : action);
  }
}
