package remediator.live;

import java.time.Duration;
import java.time.Instant;
import remediator.live.core.RunClock;
import remediator.live.core.RunStoppedException;

/** A clock whose pauses end where the run is to end. */
final class StoppableClock implements RunClock {
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final RunClock clock;
  private volatile String stopped;
  private Instant deadline = Instant.MAX;
  private String late = "";

  StoppableClock(RunClock clock) {
    this.clock = clock;
  }

  void stop(String why) {
    stopped = why;
  }

  /** Ends the run as well where something takes longer than it may. */
  void limit(Duration most, String otherwise) {
    deadline = now().plus(most);
    late = otherwise;
  }

  void check() {
    if (stopped != null) {
      throw new RunStoppedException(stopped);
    }
    if (now().isAfter(deadline)) {
      throw new RunStoppedException(late);
    }
  }

  /** The clock itself, for what must be done to its end. */
  RunClock unstoppable() {
    return clock;
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public void pause(Duration span) {
    Instant end = now().plus(span);
    while (now().isBefore(end)) {
      check();
      Duration left = Duration.between(now(), end);
      clock.pause(left.compareTo(SLICE) < 0 ? left : SLICE);
    }
    check();
  }
}
