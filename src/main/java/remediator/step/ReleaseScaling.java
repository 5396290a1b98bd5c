package remediator.step;

import remediator.group.GroupArn;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;

/**
 * Takes the old group out of Application Auto Scaling, once it is gone: its id may be used again,
 * and what hangs on it would then scale a stranger.
 */
final class ReleaseScaling implements Step {
  @Override
  public Answer run(Work work) {
    if (work.now().fact(Fact.SCALING).isEmpty()) {
      return new Done();
    }
    GroupArn gone = work.now().source();
    if (work.state(gone).isPresent()) {
      return new Failed(gone.id() + " still stands; its auto scaling is left suspended");
    }
    Scaling scaling = Scaling.of(work, gone);
    if (scaling.deregister()) {
      work.note("auto scaling of " + gone.id() + " is deregistered");
    }
    return new Done();
  }
}
