package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    long writes = Traffic.of(work).writes(old.get().members(), work.instant().minus(QUIET));
    if (writes == 0) {
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
        Duration.ofHours(1), "the old group had " + writes + " writes in the last minutes");
  }
}
