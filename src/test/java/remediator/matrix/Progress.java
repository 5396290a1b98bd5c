package remediator.matrix;

import java.io.PrintStream;

/** A line on how far it is, at least every ten seconds as long as something ends. */
final class Progress {
  private static final long EVERY_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final String what;
  private final int all;
  private final long begin = System.nanoTime();
  private long told = begin;
  private int done;
  private int never;

  /**
   * @param what is counted, as a plural
   */
  Progress(PrintStream out, String what, int all) {
    this.out = out;
    this.what = what;
    this.all = all;
  }

  synchronized void ended(boolean well) {
    done++;
    never += well ? 0 : 1;
    long now = System.nanoTime();
    if (now - told >= EVERY_NANOS) {
      told = now;
      out.printf(
          "%d of %d %s in %d s, %d that must never be%n",
          done, all, what, (now - begin) / 1_000_000_000, never);
    }
  }
}
