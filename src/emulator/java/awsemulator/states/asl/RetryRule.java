package awsemulator.states.asl;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When and how often a task is tried again.
 *
 * @param maxDelaySeconds null for no bound
 */
public record RetryRule(
    ErrorEquals errors,
    int intervalSeconds,
    int maxAttempts,
    double backoffRate,
    Integer maxDelaySeconds,
    boolean fullJitter) {
  /** How long to wait before the next try, after {@code done} tries by this retrier. */
  public Duration delay(int done, RandomGenerator random) {
    double seconds = intervalSeconds * Math.pow(backoffRate, done);
    if (maxDelaySeconds != null) {
      seconds = Math.min(seconds, maxDelaySeconds);
    }
    double spread = fullJitter ? random.nextDouble() : 1.0;
    return Duration.ofMillis(
        Math.round(Math.min(seconds, TypedTemplate.MOST_SECONDS) * spread * 1000));
  }
}
