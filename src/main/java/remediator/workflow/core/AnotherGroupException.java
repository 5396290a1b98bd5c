package remediator.workflow.core;

/** A group of the id that a flow works on is not the group that the flow was begun for. */
public final class AnotherGroupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AnotherGroupException(String message) {
    super(message);
  }
}
