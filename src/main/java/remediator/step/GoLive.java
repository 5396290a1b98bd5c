package remediator.step;

import java.util.Map;
import remediator.group.GroupArn;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * From cut-over on the new group scales and alarms as the old one did before. The old one stays
 * suspended until it is gone.
 */
final class GoLive implements Step {
  private final CarryAlarms alarms = new CarryAlarms(true);

  @Override
  public Answer run(Work work) {
    Map<String, SuspendedState> states = ScalingStates.read(work.now());
    if (!states.isEmpty()) {
      GroupArn made = work.now().newGroup().orElseThrow();
      if (work.state(made).isEmpty()) {
        return new Failed("the replication group " + made.id() + " no longer exists");
      }
      Scaling scaling = Scaling.of(work, made);
      states.forEach(scaling::suspend);
      work.note("auto scaling of " + made.id() + " is on as it was on the old group");
    }
    alarms.run(work);
    return SameId.done(work.now());
  }
}
