package remediator.workflow.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;

/**
 * Since when the probe has seen no plaintext client, look after look, and when the gate may open
 * because of it. What comes and goes between two looks, nobody sees.
 */
public final class PlaintextIdlePeriod {
  private static final Duration FIRST_HOUR = Duration.ofHours(1);
  private static final Duration EARLY = Duration.ofMinutes(15);

  /** Four state transitions a look: one an hour. */
  private static final Duration LATER = Duration.ofHours(4);

  private static final Duration SHORTEST = Duration.ofMinutes(5);

  /** So many looks make up a quiet time. */
  private static final int LOOKS = 6;

  private PlaintextIdlePeriod() {}

  /** Writes down what was seen; the history tells of changes only. */
  public static void note(StepContext context, ClientProbeResult sight) {
    String at = context.instant().toString();
    Optional<String> since = since(context.now());
    String before = context.now().attribute(CaseAttribute.PLAINTEXT_CLIENTS).orElse("");
    context.change(
        c -> {
          RemediationCase seen =
              c.with(CaseAttribute.PLAINTEXT_CLIENTS, sight.summary())
                  .with(CaseAttribute.CLIENTS_SEEN_AT, at);
          return sight.quiet()
              ? seen.with(CaseAttribute.PLAINTEXT_IDLE_SINCE, since.orElse(at))
              : seen.without(CaseAttribute.PLAINTEXT_IDLE_SINCE);
        });
    if (!before.equals(sight.summary())) {
      context.note("the probe sees " + sight.summary());
    }
  }

  public static Optional<String> since(RemediationCase c) {
    return c.attribute(CaseAttribute.PLAINTEXT_IDLE_SINCE);
  }

  /** How long there has been no plaintext client; empty where there is one, or nobody knows. */
  static Optional<Duration> lasting(RemediationCase c, Instant now) {
    return since(c).map(s -> Duration.between(Instant.parse(s), now));
  }

  /** How long the gate's owner wants it quiet before it opens; empty where a person decides. */
  public static Optional<Duration> wanted(StepContext context) {
    String minutes = context.policy().get(PolicySetting.REQUIRED_AFTER_QUIET_MINUTES);
    return minutes.equals("never")
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(Long.parseLong(minutes)));
  }

  /**
   * When to look again.
   *
   * @param open how long the gate has been open
   * @param lasting how long it has been quiet, or empty
   * @param wanted how long it must be, or empty
   */
  static Duration nextLook(Duration open, Optional<Duration> lasting, Optional<Duration> wanted) {
    if (lasting.isPresent() && wanted.isPresent()) {
      Duration left = wanted.get().minus(lasting.get());
      Duration share = longer(SHORTEST, shorter(LATER, wanted.get().dividedBy(LOOKS)));
      return longer(Duration.ofSeconds(1), shorter(left, share));
    }
    return open.compareTo(FIRST_HOUR) < 0 ? EARLY : LATER;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
