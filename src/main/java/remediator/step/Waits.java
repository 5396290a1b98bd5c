package remediator.step;

import java.time.Duration;
import remediator.step.Answer.Failed;
import remediator.step.Answer.Pending;

/**
 * When to look again: when it can be done, and from then on in steps that grow with the time that
 * it takes. A change of an hour costs few looks, and one that is done is seen soon; nothing is
 * learnt by looking earlier.
 */
final class Waits {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofHours(25);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private Waits() {}

  /**
   * An answer that says to look again.
   *
   * @param typical how long it takes on a small group, as far as is known
   */
  static Answer lookAgain(Work work, Duration typical, String why) {
    if (work.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          "after a day it is still so that "
              + why
              + "; look at "
              + work.group().id()
              + " in the console");
    }
    return new Pending(next(work.elapsed(), typical), why);
  }

  static Duration next(Duration elapsed, Duration typical) {
    Duration expected = typical.plus(MARGIN);
    if (elapsed.compareTo(expected) < 0) {
      return expected.minus(elapsed);
    }
    Duration share = elapsed.dividedBy(20);
    return share.compareTo(SHORTEST) < 0
        ? SHORTEST
        : share.compareTo(LONGEST) > 0 ? LONGEST : share;
  }
}
