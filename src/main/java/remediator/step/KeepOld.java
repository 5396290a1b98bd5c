package remediator.step;

import java.time.Duration;
import java.time.Instant;
import remediator.ledger.Fact;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Pending;

/**
 * Keeps the old group for as many days after cut-over as its owner wants, before anybody is asked.
 */
final class KeepOld implements Step {
  @Override
  public Answer run(Work work) {
    Instant cutOver = Instant.parse(work.now().need(Fact.CUT_OVER_AT));
    Instant until = cutOver.plus(Duration.ofDays(work.policy().days(Setting.KEEP_OLD_DAYS)));
    Duration left = Duration.between(work.instant(), until);
    return left.isPositive()
        ? new Pending(left, "the old group is kept until " + until)
        : new Done();
  }
}
