package remediator.scale.model;

import awsemulator.quota.PublishedQuotas;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import remediator.scale.model.FunctionPool.Environment;

/**
 * A queue and its event source mapping: so many batches at once, more of them by the minute while
 * messages are left, never more than the mapping's bound. A message that failed is hidden until its
 * visibility timeout is over, and after so many deliveries is a dead letter ("Configuring scaling
 * behavior for SQS event source mappings").
 */
final class QueueSource implements IntakeSource {
  private static final Duration REFUSED = Duration.ofSeconds(1);

  private final VirtualClock clock;
  private final IntakeShape.QueueShape shape;
  private final FunctionPool pool;
  private final IntakeWork work;
  private final Deque<SimulatedEvent> visible = new ArrayDeque<>();
  private Instant busySince = Instant.MAX;
  private int batches;
  private int deadLetters;
  private int mostWaiting;

  QueueSource(
      VirtualClock clock, IntakeShape.QueueShape shape, FunctionPool pool, IntakeWork work) {
    this.clock = clock;
    this.shape = shape;
    this.pool = pool;
    this.work = work;
  }

  @Override
  public void send(SimulatedEvent event) {
    visible.add(event);
    mostWaiting = Math.max(mostWaiting, visible.size());
    poll();
  }

  private int bound() {
    int most =
        shape.concurrency() == 0
            ? PublishedQuotas.MOST_BATCHES
            : Math.min(shape.concurrency(), PublishedQuotas.MOST_BATCHES);
    Duration busy =
        busySince.isAfter(clock.instant())
            ? Duration.ZERO
            : Duration.between(busySince, clock.instant());
    long now =
        PublishedQuotas.FIRST_BATCHES
            + busy.toSeconds() * PublishedQuotas.MORE_BATCHES_A_MINUTE / 60;
    return (int) Math.min(most, now);
  }

  private void poll() {
    if (visible.isEmpty()) {
      busySince = Instant.MAX;
      return;
    }
    if (busySince.isAfter(clock.instant())) {
      busySince = clock.instant();
    }
    while (!visible.isEmpty() && batches < bound()) {
      Optional<Environment> environment = pool.acquire();
      if (environment.isEmpty()) {
        // Lambda keeps the batch and tries again.
        clock.schedule(REFUSED, this::poll);
        return;
      }
      batches++;
      Instant received = clock.instant();
      List<SimulatedEvent> batch = new ArrayList<>();
      while (batch.size() < shape.batch() && !visible.isEmpty()) {
        batch.add(visible.remove());
      }
      work.invoke(environment.get(), batch, failed -> ended(environment.get(), received, failed));
    }
  }

  private void ended(Environment environment, Instant received, List<SimulatedEvent> failed) {
    pool.release(environment);
    batches--;
    Instant again = received.plusSeconds(shape.visibilitySeconds());
    for (SimulatedEvent event : failed) {
      if (event.receive() >= shape.receives()) {
        deadLetters++;
      } else {
        clock.schedule(Duration.between(clock.instant(), again), () -> send(event));
      }
    }
    poll();
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
