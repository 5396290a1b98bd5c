package remediator.copy.walk;

import java.time.Duration;

/** How much one invocation may do: until a moment, and in tests no more than some batches. */
public final class WalkBudget {
  private final long endNanos;
  private int batches;

  public WalkBudget(Duration time, int batches) {
    this.endNanos = System.nanoTime() + time.toNanos();
    this.batches = batches;
  }

  /** Whether one more may begin; what has begun is finished. */
  public synchronized boolean takeBatch() {
    if (isUsedUp()) {
      return false;
    }
    batches--;
    return true;
  }

  /** For a batch that was taken, but there was none. */
  public synchronized void giveBack() {
    batches++;
  }

  public synchronized boolean isUsedUp() {
    return batches <= 0 || System.nanoTime() - endNanos >= 0;
  }
}
