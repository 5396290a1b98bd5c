package awsemulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets a virtual clock go along with the real one, at a multiple of its speed. */
public final class RealTimeTicker implements AutoCloseable {
  private static final long EVERY_MILLIS = 100;

  private final VirtualClock clock;
  private final double speed;
  private final Consumer<RuntimeException> broken;
  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cloud-time").daemon().factory());

  /**
   * Starts.
   *
   * @param broken is told where work that was due failed; time goes on
   */
  public RealTimeTicker(VirtualClock clock, double speed, Consumer<RuntimeException> broken) {
    this.clock = clock;
    this.speed = speed;
    this.broken = broken;
    this.start = clock.instant();
    var _ = thread.scheduleAtFixedRate(this::tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    Instant now = start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
    try {
      clock.advance(Duration.between(clock.instant(), now));
    } catch (RuntimeException e) {
      broken.accept(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
