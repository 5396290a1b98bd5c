package remediator.copy;

import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of values that are under way, for all lanes together: 64 MB, or one value if it
 * is larger. That is what waits in engines and sockets as well as here, so that the copy does not
 * drive a full engine to evict keys. A function of 1,024 MB can so copy values of up to about half
 * a gigabyte.
 */
final class MemoryWindow {
  /** An engine takes no larger value in one piece ({@code proto-max-bulk-len}). */
  private static final long PROTOCOL_BYTES = 512L << 20;

  private static final int KILOBYTES = 64 << 10;

  private final Semaphore free = new Semaphore(KILOBYTES, true);
  private final long largestValue;

  /**
   * Begins with nothing under way.
   *
   * @param largestValue bytes of the largest value that is copied
   */
  MemoryWindow(long largestValue) {
    this.largestValue = largestValue;
  }

  /** A part of the window, until it is closed. */
  @FunctionalInterface
  interface WindowPart extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits until so much is free; what is larger than the window takes all of it. */
  WindowPart take(long bytes) {
    int wanted = (int) Math.min(KILOBYTES, Math.max(1, bytes >> 10));
    free.acquireUninterruptibly(wanted);
    return () -> free.release(wanted);
  }

  /** The largest value that is copied; a larger one is refused. */
  long largestValue() {
    return largestValue;
  }

  /** What this process can hold in one piece: what its heap leaves beside the window. */
  static long largestOfThisHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    return Math.min(PROTOCOL_BYTES, Math.max(heap / 8, heap - 2L * KILOBYTES * 1024));
  }
}
