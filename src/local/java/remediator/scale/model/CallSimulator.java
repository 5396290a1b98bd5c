package remediator.scale.model;

import awsemulator.quota.QuotaMeter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import remediator.scale.measure.ServiceCall;

/**
 * Calls under the published quotas, as the SDK makes them: one that is throttled is tried again
 * after a pause, some times ("Retry behavior", AWS SDKs and Tools Reference Guide). RetryRulesTest
 * compares the numbers with the SDK that is deployed.
 */
final class CallSimulator {
  static final String REGION = "us-east-1";

  /** How often a call is tried. */
  static final int TRIES = 4;

  /** The same for DynamoDB. */
  static final int TABLE_TRIES = 9;

  /** The first pause after a throttle, of which half is drawn; each next one is twice as long. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final VirtualClock clock;
  private final Random random;
  private final SimulationSettings settings;
  private final Predicate<ServiceCall> works;
  private final QuotaMeter meter = new QuotaMeter();
  private final Map<String, Integer> givenUp = new TreeMap<>();
  private int calls;

  CallSimulator(VirtualClock clock, Random random, SimulationSettings settings) {
    this(clock, random, settings, _ -> true);
  }

  /**
   * @param works what is answered well, if the quotas allow it
   */
  CallSimulator(
      VirtualClock clock,
      Random random,
      SimulationSettings settings,
      Predicate<ServiceCall> works) {
    this.clock = clock;
    this.random = random;
    this.settings = settings;
    this.works = works;
  }

  /**
   * Makes a call.
   *
   * @param account whose quota it counts against
   * @param done is told whether it was answered well
   */
  void call(ServiceCall call, String account, Consumer<Boolean> done) {
    calls++;
    attempt(call, account, 1, done);
  }

  private void attempt(ServiceCall call, String account, int count, Consumer<Boolean> done) {
    boolean taken =
        works.test(call)
            && meter.take(call.service(), call.operation(), account, REGION, clock.instant());
    if (taken) {
      clock.schedule(latency(), () -> done.accept(true));
    } else if (count < tries(call)) {
      clock.schedule(latency().plus(pause(count)), () -> attempt(call, account, count + 1, done));
    } else {
      givenUp.merge(call.name(), 1, Integer::sum);
      clock.schedule(latency(), () -> done.accept(false));
    }
  }

  private static int tries(ServiceCall call) {
    return call.service().equals("DynamoDB") ? TABLE_TRIES : TRIES;
  }

  private Duration latency() {
    long fastest = settings.fastestCall().toNanos();
    return Duration.ofNanos(
        random.nextLong(fastest, Math.max(fastest + 1, settings.slowestCall().toNanos() + 1)));
  }

  /** Half of it is certain. */
  private Duration pause(int count) {
    long whole =
        Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(count - 1, 10));
    return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2));
  }

  QuotaMeter meter() {
    return meter;
  }

  /** How many calls were made, however often each was tried. */
  int calls() {
    return calls;
  }

  /** Calls that were throttled to the end, by name. */
  Map<String, Integer> givenUp() {
    return givenUp;
  }
}
