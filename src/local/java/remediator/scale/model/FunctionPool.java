package remediator.scale.model;

import awsemulator.quota.PublishedQuotas;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The environments of one function; all functions of the account share its concurrency. */
final class FunctionPool {
  /** What all functions of an account have in use. */
  static final class AccountConcurrency {
    private int used;
    private int most;

    int most() {
      return most;
    }
  }

  /** An environment: what it keeps from one invocation to the next. */
  static final class Environment {
    private final Map<String, Instant> roles = new HashMap<>();
    private final Map<String, Instant> operator = new HashMap<>();
    private Instant offers;
    private boolean fresh = true;
    private Instant since = Instant.MIN;

    /** Whether the role in an account must be assumed. */
    boolean mustAssume(String account, Duration lasts, Instant now) {
      return isOver(roles.get(account), lasts, now);
    }

    void assumed(String account, Instant now) {
      roles.put(account, now);
    }

    /** Whether what operators have set for an account must be read. */
    boolean mustRead(String account, Duration lasts, Instant now) {
      return isOver(operator.get(account), lasts, now);
    }

    void read(String account, Instant now) {
      operator.put(account, now);
    }

    /** Whether what ElastiCache offers must be read. */
    boolean mustReadOffers(Duration lasts, Instant now) {
      return isOver(offers, lasts, now);
    }

    void readOffers(Instant now) {
      offers = now;
    }

    private static boolean isOver(Instant since, Duration lasts, Instant now) {
      return since == null || !now.isBefore(since.plus(lasts));
    }
  }

  private final VirtualClock clock;
  private final SimulationSettings settings;
  private final AccountConcurrency account;
  private final Deque<Environment> idle = new ArrayDeque<>();
  private int invocations;
  private int throttled;
  private int used;
  private int most;
  private Duration billed = Duration.ZERO;

  FunctionPool(VirtualClock clock, SimulationSettings settings, AccountConcurrency account) {
    this.clock = clock;
    this.settings = settings;
    this.account = account;
  }

  /** An environment for an invocation; empty where the account's concurrency is used up. */
  Optional<Environment> acquire() {
    if (account.used >= PublishedQuotas.CONCURRENT_EXECUTIONS) {
      throttled++;
      return Optional.empty();
    }
    account.used++;
    account.most = Math.max(account.most, account.used);
    used++;
    most = Math.max(most, used);
    invocations++;
    Environment environment = idle.isEmpty() ? new Environment() : idle.pop();
    environment.since = clock.instant();
    return Optional.of(environment);
  }

  /** What goes by before the handler runs. */
  Duration start(Environment environment) {
    boolean first = environment.fresh;
    environment.fresh = false;
    return first ? settings.start() : Duration.ZERO;
  }

  void release(Environment environment) {
    account.used--;
    used--;
    billed = billed.plus(Duration.between(environment.since, clock.instant()));
    idle.push(environment);
  }

  int invocations() {
    return invocations;
  }

  /** Invocations that Lambda refused for want of concurrency. */
  int throttled() {
    return throttled;
  }

  /** Invocations at the same time. */
  int most() {
    return most;
  }

  Duration billed() {
    return billed;
  }
}
