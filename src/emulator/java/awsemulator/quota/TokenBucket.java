package awsemulator.quota;

import java.time.Duration;
import java.time.Instant;

/** The tokens of one quota in one account and Region; full at first. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final RequestQuota quota;
  private double tokens;
  private Instant at;

  TokenBucket(RequestQuota quota, Instant now) {
    this.quota = quota;
    this.tokens = quota.burst();
    this.at = now;
  }

  /** Whether there were so many; those that are refused take none. */
  boolean take(int wanted, Instant now) {
    if (now.isAfter(at)) {
      double came = Duration.between(at, now).toNanos() / NANOS * quota.perSecond();
      tokens = Math.min(quota.burst(), tokens + came);
      at = now;
    }
    if (tokens < wanted) {
      return false;
    }
    tokens -= wanted;
    return true;
  }

  double left() {
    return tokens;
  }
}
