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
 * Waits until the old group is not written to any more, after a person has let it go: a client that
 * was forgotten shows here, while its data still has a home.
 */
final class Drain implements Step {
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final Duration CLOUDWATCH_IS_LATE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofDays(14);
  private static final Duration SHORTEST = Duration.ofMinutes(5);

  /** Three state transitions a look: one an hour. */
  private static final Duration LONGEST = Duration.ofHours(3);

  @Override
  public Answer run(Work work) {
    // An execution that began under an older state machine comes here without having waited.
    Optional<Answer.Pending> kept = KeepOld.left(work);
    if (kept.isPresent()) {
      return kept.get();
    }
    Instant cutOver = Instant.parse(work.now().need(Fact.CUT_OVER_AT));
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
    OptionalLong writes = Traffic.of(work).writes(old.get().members(), QUIET);
    if (writes.isPresent() && writes.getAsLong() == 0) {
      // The window was open when this began, but it may have taken days.
      boolean waited = work.elapsed().compareTo(QUIET) > 0;
      Optional<Answer.Pending> closed = waited ? HoldBack.byWindow(work) : Optional.empty();
      return closed.isPresent() ? closed.get() : new Done();
    }
    if (work.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          "the old group "
              + work.group().id()
              + " is still being written to, two weeks after it was to go: find the client that"
              + " still uses it; it has not been deleted");
    }
    return new Answer.Pending(
        next(work.elapsed()),
        writes.isEmpty()
            ? "CloudWatch does not know whether the old group is written to"
            : "the old group had " + writes.getAsLong() + " writes in the last minutes");
  }

  private static Duration next(Duration elapsed) {
    Duration share = elapsed.dividedBy(4);
    return share.compareTo(SHORTEST) < 0
        ? SHORTEST
        : share.compareTo(LONGEST) > 0 ? LONGEST : share;
  }

  /** Once more, now that CloudWatch has all of them. */
  private static void count(Work work, Instant cutOver) {
    LostWrites lost = LostWrites.until(work, cutOver);
    String total = Long.toString(lost.total());
    if (!work.now().fact(Fact.WRITES_AFTER_SNAPSHOT).equals(Optional.of(total))) {
      work.later(c -> c.with(Fact.WRITES_AFTER_SNAPSHOT, total));
      work.note("writes between snapshot and cut-over, counted again: at most " + lost);
    }
  }
}
