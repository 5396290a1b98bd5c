package remediator.step;

import java.util.Map;
import java.util.Optional;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * Undoes what was done around the old group, before the new one is removed: its auto scaling is as
 * it was, and the new group's scaling is gone. After cut-over it does nothing.
 */
record GiveBack(GuardFactory guards) implements Step {
  @Override
  public Answer run(Work work) {
    FlowEnding.note(work);
    if (work.now().fact(Fact.CUT_OVER_AT).isPresent()) {
      return new Done();
    }
    Map<String, SuspendedState> states = ScalingStates.read(work.now());
    Optional<String> another = GroupIdentity.ofOld(work);
    if (another.isPresent()) {
      work.note("auto scaling is left as it is: " + another.get());
    } else if (!states.isEmpty()) {
      Optional<String> left =
          work.now()
              .newGroup()
              .flatMap(
                  made ->
                      guards
                          .of(work)
                          .deregisterScalingOfNewGroup(made)
                          .map(
                              why ->
                                  "the auto scaling of "
                                      + made.id()
                                      + " that this flow registered is still suspended, since "
                                      + why
                                      + ": deregister it, or register it again as you want it"));
      Scaling old = Scaling.of(work, work.group());
      for (ScalableTarget target : old.targets()) {
        String dimension = target.scalableDimensionAsString();
        if (states.containsKey(dimension)) {
          old.suspend(dimension, states.get(dimension));
        }
      }
      work.remember(c -> c.without(Fact.SCALING));
      work.note("auto scaling of " + work.group().id() + " is as it was");
      if (left.isPresent()) {
        return new Failed(left.get());
      }
    }
    return new Done();
  }
}
