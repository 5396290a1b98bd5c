package remediator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.ledger.Case.State;

/**
 * Flows for one group that failed one after the other: counted, spaced by twice the time each, and
 * at an end after so many. A flow that was done, or that a person ended, is no failure.
 */
public final class Attempts {
  private static final Duration FIRST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 7;

  private Attempts() {}

  /** How many have failed since one was done. */
  public static int failed(Case c) {
    return c.fact(Fact.FAILURES).map(Integer::parseInt).orElse(0);
  }

  /** Whether so many have failed that no other is tried by itself. */
  public static boolean over(Case c, int most) {
    return failed(c) >= most;
  }

  /** Until when the next one waits; empty where none has failed. */
  public static Optional<Instant> pausedUntil(Case c) {
    return failed(c) == 0
        ? Optional.empty()
        : c.fact(Fact.FAILED_AT).map(Instant::parse).map(at -> at.plus(pause(failed(c))));
  }

  /** An hour, two, four, and so on up to five days. */
  static Duration pause(int failures) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
  }

  /** The case as its flow has ended. */
  public static Case ended(Case c, State how, String outcome, Instant at) {
    Case ended = c.in(how).with(Fact.OUTCOME, outcome);
    if (how == State.DONE) {
      return ended.without(Fact.FAILURES, Fact.FAILED_AT, Fact.GIVEN_UP_AT);
    }
    return outcome.equals("failed")
        ? ended
            .with(Fact.FAILURES, Integer.toString(failed(c) + 1))
            .with(Fact.FAILED_AT, at.toString())
        : ended;
  }

  /** What the next flow's case must know of those before it. */
  static Map<Fact, String> kept(Optional<Case> before) {
    Map<Fact, String> kept = new TreeMap<>();
    before.ifPresent(
        c -> {
          c.fact(Fact.FAILURES).ifPresent(v -> kept.put(Fact.FAILURES, v));
          c.fact(Fact.FAILED_AT).ifPresent(v -> kept.put(Fact.FAILED_AT, v));
          c.fact(Fact.GIVEN_UP_AT).ifPresent(v -> kept.put(Fact.GIVEN_UP_AT, v));
        });
    return kept;
  }
}
