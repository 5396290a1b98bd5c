package remediator.finding;

/**
 * Input that cannot be read as what it claims to be. The message names the field and what is wrong
 * with it. Whatever causes this goes to the dead-letter queue, so that nothing is lost.
 */
public final class InvalidEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidEventException(String message) {
    super(message);
  }
}
