package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;

/**
 * Waits until the old group can go: kept for as many days as the owner wants, and not written to
 * any more. A client that was forgotten shows here, while its data still has a home.
 */
final class Drain implements Step {
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final Duration CLOUDWATCH_IS_LATE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofDays(14);

  @Override
  public Answer run(Work work) {
    Instant cutOver = Instant.parse(work.now().need(Fact.CUT_OVER_AT));
    Instant keptUntil = cutOver.plus(Duration.ofDays(work.policy().days(Setting.KEEP_OLD_DAYS)));
    Duration left = Duration.between(work.instant(), keptUntil);
    if (left.isPositive()) {
      return new Answer.Pending(left, "the old group is kept until " + keptUntil);
    }
    Optional<GroupState> old = work.state(work.group());
    if (old.isEmpty()) {
      return new Done();
    }
    if (!work.policyIs(Setting.DATA, "cache-only")) {
      Duration late = Duration.between(work.instant(), cutOver.plus(CLOUDWATCH_IS_LATE));
      if (late.isPositive()) {
        return new Answer.Pending(late, "CloudWatch is counting the last writes");
      }
      count(work, cutOver);
    }
    OptionalLong writes = Traffic.of(work).writes(old.get().members(), work.instant().minus(QUIET));
    if (writes.isPresent() && writes.getAsLong() == 0) {
      return new Done();
    }
    if (work.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          "the old group "
              + work.group().id()
              + " is still being written to, two weeks after cut-over: find the client that still"
              + " uses it; it has not been deleted");
    }
    return new Answer.Pending(
        Duration.ofHours(1),
        writes.isEmpty()
            ? "CloudWatch does not know whether the old group is written to"
            : "the old group had " + writes.getAsLong() + " writes in the last minutes");
  }

  /** Once more, now that CloudWatch has all of them. */
  private static void count(Work work, Instant cutOver) {
    LostWrites lost = LostWrites.until(work, cutOver);
    String total = Long.toString(lost.total());
    if (!work.now().fact(Fact.WRITES_AFTER_SNAPSHOT).equals(Optional.of(total))) {
      work.remember(Fact.WRITES_AFTER_SNAPSHOT, total);
      work.note("writes between snapshot and cut-over, counted again: at most " + lost);
    }
  }
}
