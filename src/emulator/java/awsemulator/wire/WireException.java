package awsemulator.wire;

/** A text that does not fit AWS's model; the message says where and why. */
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }
}
