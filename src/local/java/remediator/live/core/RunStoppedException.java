package remediator.live.core;

/** A run cannot go on; the message is a sentence that says why. */
public final class RunStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunStoppedException(String why) {
    super(why);
  }
}
