package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    Optional<Pending> left = left(work);
    return left.isPresent() ? left.get() : new Done();
  }

  /** To wait until the days are over; empty where they are. */
  static Optional<Pending> left(Work work) {
    Instant cutOver = Instant.parse(work.now().need(Fact.CUT_OVER_AT));
    Instant until = cutOver.plus(Duration.ofDays(work.policy().days(Setting.KEEP_OLD_DAYS)));
    Duration left = Duration.between(work.instant(), until);
    return left.isPositive()
        ? Optional.of(new Pending(left, "the old group is kept until " + until))
        : Optional.empty();
  }
}
