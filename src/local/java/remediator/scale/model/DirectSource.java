package remediator.scale.model;

import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.scale.model.FunctionPool.Environment;

/**
 * EventBridge invokes the function, asynchronously. Lambda tries again what it had no concurrency
 * for, from a second on and at most every five minutes, for six hours; and what the function
 * failed, after one and two minutes ("Handling errors for an asynchronous invocation").
 */
final class DirectSource implements IntakeSource {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LAST = Duration.ofHours(6);

  private final VirtualClock clock;
  private final int retries;
  private final FunctionPool pool;
  private final IntakeWork work;
  private int deadLetters;
  private int waiting;
  private int mostWaiting;

  DirectSource(VirtualClock clock, int retries, FunctionPool pool, IntakeWork work) {
    this.clock = clock;
    this.retries = retries;
    this.pool = pool;
    this.work = work;
  }

  @Override
  public void send(SimulatedEvent event) {
    attempt(event, 0);
  }

  private void attempt(SimulatedEvent event, int refused) {
    Optional<Environment> environment = pool.acquire();
    if (environment.isPresent()) {
      work.invoke(
          environment.get(),
          new ArrayList<>(List.of(event)),
          failed -> ended(environment.get(), failed));
    } else if (Duration.between(event.sent(), clock.instant()).compareTo(LAST) > 0) {
      deadLetters++;
    } else {
      waiting++;
      mostWaiting = Math.max(mostWaiting, waiting);
      Duration pause = Duration.ofSeconds(1L << Math.min(refused, 10));
      clock.schedule(
          pause.compareTo(LONGEST) < 0 ? pause : LONGEST,
          () -> {
            waiting--;
            attempt(event, refused + 1);
          });
    }
  }

  private void ended(Environment environment, List<SimulatedEvent> failed) {
    pool.release(environment);
    for (SimulatedEvent event : failed) {
      int count = event.receive();
      if (count > retries) {
        deadLetters++;
      } else {
        clock.schedule(Duration.ofMinutes(count), () -> attempt(event, 0));
      }
    }
  }

  @Override
  public int deadLetters() {
    return deadLetters;
  }

  @Override
  public int mostWaiting() {
    return mostWaiting;
  }
}
