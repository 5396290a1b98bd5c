package remediator.matrix.mishap;

/** Ends a process at once: nothing that is written for failures may catch it. */
public final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  /** What Lambda says of it to whoever invoked the function. */
  public static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Gone() {
      super("RequestId: 0 Error: Runtime exited with error: signal: killed");
    }
  }
}
