package remediator.step;

import java.util.List;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/**
 * Suspends the old group's auto scaling while the work runs: a group that changes its shape between
 * snapshot and copy cannot be restored. How far it was suspended before is remembered first.
 */
final class SuspendScaling implements Step {
  @Override
  public Answer run(Work work) {
    Scaling scaling = Scaling.of(work, work.group());
    List<ScalableTarget> targets = scaling.targets();
    if (targets.isEmpty()) {
      return new Done();
    }
    if (work.state(work.group()).isEmpty()) {
      return new Failed("the replication group " + work.group().id() + " no longer exists");
    }
    if (work.now().fact(Fact.SCALING).isEmpty()) {
      work.remember(Fact.SCALING, ScalingStates.write(targets));
      work.note("auto scaling of " + work.group().id() + " is suspended while the work runs");
    }
    targets.stream()
        .filter(t -> !Scaling.SUSPENDED.equals(t.suspendedState()))
        .forEach(t -> scaling.suspend(t.scalableDimensionAsString(), Scaling.SUSPENDED));
    return new Done();
  }
}
