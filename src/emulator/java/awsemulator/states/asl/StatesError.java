package awsemulator.states.asl;

/**
 * An error of a running state: a case-sensitive name, such as {@code States.Timeout} or the class
 * of the exception that a handler threw, and a cause for people.
 */
public final class StatesError extends Exception {
  private static final long serialVersionUID = 1L;
  private final String name;

  public StatesError(String name, String cause) {
    super(cause);
    this.name = name;
  }

  static StatesError query(String place, String problem) {
    return new StatesError("States.QueryEvaluationError", place + ": " + problem);
  }

  /** The error name that Retry and Catch match. */
  public String name() {
    return name;
  }

  /** The cause, which is text and often JSON in a text. */
  public String cause() {
    return getMessage();
  }
}
