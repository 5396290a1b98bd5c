package remediator.step;

import remediator.group.GroupArn;
import remediator.ledger.Fact;
import remediator.step.Answer.Failed;

/**
 * Takes the old group out of Application Auto Scaling, once it is gone: its id may be used again,
 * and what hangs on it would then scale a stranger.
 */
record ReleaseScaling(GuardFactory guards) implements Step {
  @Override
  public Answer run(Work work) {
    if (work.now().fact(Fact.SCALING).isEmpty()) {
      return SameId.done(work.now());
    }
    GroupArn gone = work.now().source();
    return guards
        .of(work)
        .deregisterScalingOfDeletedGroup(gone)
        .<Answer>map(why -> new Failed(why + "; its auto scaling is left suspended"))
        .orElseGet(() -> SameId.done(work.now()));
  }
}
