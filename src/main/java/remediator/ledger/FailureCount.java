package remediator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.ledger.RemediationCase.State;

/**
 * Flows for one group that failed one after the other: counted, spaced by twice the time each, and
 * at an end after so many. A flow that was done, or that a person ended, is no failure.
 */
public final class FailureCount {
  private static final Duration FIRST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 7;

  private FailureCount() {}

  /** How many have failed since one was done. */
  public static int failed(RemediationCase c) {
    return c.attribute(CaseAttribute.FAILURES).map(Integer::parseInt).orElse(0);
  }

  /** Whether so many have failed that no other is tried by itself. */
  public static boolean over(RemediationCase c, int most) {
    return failed(c) >= most;
  }

  /** Until when the next one waits; empty where none has failed. */
  public static Optional<Instant> pausedUntil(RemediationCase c) {
    return failed(c) == 0
        ? Optional.empty()
        : c.attribute(CaseAttribute.FAILED_AT)
            .map(Instant::parse)
            .map(at -> at.plus(pause(failed(c))));
  }

  /** An hour, two, four, and so on up to five days. */
  static Duration pause(int failures) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
  }

  /** The case as its flow has ended. */
  public static RemediationCase ended(RemediationCase c, State how, String outcome, Instant at) {
    RemediationCase ended = c.withState(how).with(CaseAttribute.OUTCOME, outcome);
    if (how == State.DONE) {
      return ended.without(
          CaseAttribute.FAILURES, CaseAttribute.FAILED_AT, CaseAttribute.GIVEN_UP_AT);
    }
    return outcome.equals("failed")
        ? ended
            .with(CaseAttribute.FAILURES, Integer.toString(failed(c) + 1))
            .with(CaseAttribute.FAILED_AT, at.toString())
        : ended;
  }

  /** What the next flow's case must know of those before it. */
  static Map<CaseAttribute, String> kept(Optional<RemediationCase> before) {
    Map<CaseAttribute, String> kept = new TreeMap<>();
    before.ifPresent(
        c -> {
          c.attribute(CaseAttribute.FAILURES).ifPresent(v -> kept.put(CaseAttribute.FAILURES, v));
          c.attribute(CaseAttribute.FAILED_AT).ifPresent(v -> kept.put(CaseAttribute.FAILED_AT, v));
          c.attribute(CaseAttribute.GIVEN_UP_AT)
              .ifPresent(v -> kept.put(CaseAttribute.GIVEN_UP_AT, v));
        });
    return kept;
  }
}
