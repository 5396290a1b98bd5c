package remediator.step;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/**
 * Registers the new group with Application Auto Scaling as the old one is: limits, policies and
 * scheduled actions. It stays suspended until cut-over: without clients, it would shrink.
 */
final class CarryScaling implements Step {
  @Override
  public Answer run(Work work) {
    if (work.now().fact(Fact.SCALING).isEmpty()) {
      return new Done();
    }
    GroupArn made = work.now().newGroup().orElseThrow();
    GroupArn old = work.now().source();
    Scaling from = Scaling.of(work, old);
    Scaling to = Scaling.of(work, made);
    List<ScalableTarget> targets = from.targets();
    targets.forEach(to::register);
    Renaming ids =
        Renaming.between(
            old,
            ShardNodes.all(work.groups().shards(old)),
            made,
            ShardNodes.all(work.groups().shards(made)),
            Map.of());
    from.policies().forEach(p -> to.put(p, ids));
    for (ScheduledAction action : from.actions()) {
      carry(work, to, action);
    }
    work.note("auto scaling is set up for " + made.id() + ", suspended until cut-over");
    return new Done();
  }

  /** What lies in the past cannot be set again, and need not be. */
  private static void carry(Work work, Scaling to, ScheduledAction action) {
    Instant now = work.instant();
    if ((action.endTime() != null && !action.endTime().isAfter(now))
        || OneTime.of(action).filter(at -> !at.isAfter(now)).isPresent()) {
      work.note("the scheduled action " + action.scheduledActionName() + " is over; not carried");
      return;
    }
    boolean begun = action.startTime() != null && !action.startTime().isAfter(now);
    to.put(begun ? action.toBuilder().startTime(null).build() : action);
  }
}
