package remediator.step;

import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.plan.Control;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;

/**
 * Looks once more at the group that serves now: does it meet the controls that the flow answers?
 */
final class Verify implements Step {
  @Override
  public Answer run(Work work) {
    GroupArn serving = work.now().newGroup().orElse(work.group());
    Optional<GroupState> group = work.state(serving);
    if (group.isEmpty()) {
      return new Failed("the replication group " + serving.id() + " no longer exists");
    }
    for (String control : work.now().controls()) {
      if (!Control.of(control).metBy(group.get().encryption())) {
        return new Failed(
            serving.id()
                + " is not "
                + Control.of(control).demand()
                + ", contrary to what was done");
      }
    }
    return new Done();
  }
}
