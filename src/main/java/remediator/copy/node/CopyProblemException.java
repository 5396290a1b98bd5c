package remediator.copy.node;

/** A reason in a sentence for which the copy cannot go on. */
public final class CopyProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean again;

  /**
   * Tells the reason.
   *
   * @param again whether the same work can succeed if it is tried again
   */
  public CopyProblemException(String sentence, boolean again) {
    super(sentence);
    this.again = again;
  }

  public boolean again() {
    return again;
  }
}
