package remediator.live.core;

import java.time.Duration;
import java.time.Instant;

/** The time that AWS goes by, and how a run lets it pass. */
public interface RunClock {
  Instant now();

  /**
   * @throws RunStoppedException where the run is to end meanwhile
   */
  void pause(Duration span);

  /** The time of this machine. */
  static RunClock ofThisMachine() {
    return new RunClock() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void pause(Duration span) {
        try {
          Thread.sleep(span);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new RunStoppedException("The run was interrupted.");
        }
      }
    };
  }
}
