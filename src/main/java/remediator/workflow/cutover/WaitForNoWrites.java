package remediator.workflow.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.dns.RecordFacts;
import remediator.workflow.guard.StepGuard;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.LostWrites;
import remediator.workflow.retire.RetainOldGroup;

/**
 * Waits until the old group is not written to any more, after a person has let it go: a client that
 * was forgotten shows here, while its data still has a home.
 */
public final class WaitForNoWrites implements Step {
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final Duration CLOUDWATCH_IS_LATE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofDays(14);
  private static final Duration SHORTEST = Duration.ofMinutes(5);

  /** Three state transitions a look: one an hour. */
  private static final Duration LONGEST = Duration.ofHours(3);

  @Override
  public StepResult run(StepContext context) {
    // An execution that began under an older state machine comes here without having waited.
    Optional<StepResult.Pending> kept = RetainOldGroup.left(context);
    if (kept.isPresent()) {
      return kept.get();
    }
    Instant cutOver = Instant.parse(context.now().require(CaseAttribute.CUT_OVER_AT));
    Optional<GroupState> old = context.state(context.group());
    if (old.isEmpty()) {
      return new Done();
    }
    if (!context.policyIs(PolicySetting.DATA, "cache-only")) {
      Duration late = Duration.between(context.instant(), cutOver.plus(CLOUDWATCH_IS_LATE));
      if (late.isPositive()) {
        return new StepResult.Pending(late, "CloudWatch is counting the last writes");
      }
      count(context, cutOver);
    }
    OptionalLong writes = CacheMetrics.of(context).writes(old.get().members(), QUIET);
    boolean quiet = writes.isPresent() && writes.getAsLong() == 0;
    Optional<String> led = quiet ? RecordFacts.holdUp(context) : Optional.empty();
    if (quiet && led.isEmpty()) {
      // The window was open when this began, but it may have taken days.
      boolean waited = context.elapsed().compareTo(QUIET) > 0;
      Optional<StepResult.Pending> closed = waited ? StepGuard.byWindow(context) : Optional.empty();
      return closed.isPresent() ? closed.get() : new Done();
    }
    if (context.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          led.map(why -> why + ". After two weeks the old group has not been deleted for it")
              .orElseGet(
                  () ->
                      "the old group "
                          + context.group().id()
                          + " is still being written to, two weeks after it was to go: find the"
                          + " client that still uses it; it has not been deleted"));
    }
    return new StepResult.Pending(
        next(context.elapsed()),
        led.orElseGet(
            () ->
                writes.isEmpty()
                    ? "CloudWatch does not know whether the old group is written to"
                    : "the old group had " + writes.getAsLong() + " writes in the last minutes"));
  }

  private static Duration next(Duration elapsed) {
    Duration share = elapsed.dividedBy(4);
    return share.compareTo(SHORTEST) < 0
        ? SHORTEST
        : share.compareTo(LONGEST) > 0 ? LONGEST : share;
  }

  /** Once more, now that CloudWatch has all of them. */
  private static void count(StepContext context, Instant cutOver) {
    LostWrites lost = LostWrites.until(context, cutOver);
    String total = Long.toString(lost.total());
    if (!context.now().attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT).equals(Optional.of(total))) {
      context.change(c -> c.with(CaseAttribute.WRITES_AFTER_SNAPSHOT, total));
      context.note("writes between snapshot and cut-over, counted again: at most " + lost);
    }
  }
}
