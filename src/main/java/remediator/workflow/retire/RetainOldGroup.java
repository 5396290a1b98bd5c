package remediator.workflow.retire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Pending;

/**
 * Keeps the old group for as many days after cut-over as its owner wants, before anybody is asked.
 */
public final class RetainOldGroup implements Step {
  @Override
  public StepResult run(StepContext context) {
    Optional<Pending> left = left(context);
    return left.isPresent() ? left.get() : new Done();
  }

  /** To wait until the days are over; empty where they are. */
  public static Optional<Pending> left(StepContext context) {
    Instant cutOver = Instant.parse(context.now().require(CaseAttribute.CUT_OVER_AT));
    Instant until =
        cutOver.plus(Duration.ofDays(context.policy().days(PolicySetting.KEEP_OLD_DAYS)));
    Duration left = Duration.between(context.instant(), until);
    return left.isPositive()
        ? Optional.of(new Pending(left, "the old group is kept until " + until))
        : Optional.empty();
  }
}
