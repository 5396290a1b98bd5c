package awsemulator.json;

/** A text that is not exactly one JSON value, or not one of the wanted shape. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String reason) {
    super(reason);
  }
}
