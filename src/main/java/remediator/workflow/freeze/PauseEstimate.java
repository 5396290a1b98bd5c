package remediator.workflow.freeze;

import java.time.Duration;

/**
 * How long writes are refused while a snapshot is taken and restored. An estimate: AWS documents no
 * figure. Shards are copied side by side, so the fullest one counts.
 */
public final class PauseEstimate {
  private static final long GIB = 1L << 30;

  /** To hold writes, to prove it, and to compare and switch. */
  private static final int FIXED_MINUTES = 8;

  private static final int SMALLEST_SNAPSHOT_MINUTES = 4;
  private static final int SMALLEST_GROUP_MINUTES = 10;

  /** A group of many shards is made a little later. */
  private static final int SHARDS_A_MINUTE = 10;

  private PauseEstimate() {}

  /**
   * @param fullest bytes of the shard that holds most
   */
  public static Duration of(long fullest, int shards) {
    long gib = (fullest + GIB - 1) / GIB;
    return Duration.ofMinutes(
        FIXED_MINUTES
            + SMALLEST_SNAPSHOT_MINUTES
            + SMALLEST_GROUP_MINUTES
            + 2 * gib
            + shards / SHARDS_A_MINUTE);
  }
}
