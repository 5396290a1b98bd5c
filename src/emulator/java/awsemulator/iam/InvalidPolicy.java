package awsemulator.iam;

/** A policy that the local cloud cannot evaluate; refused when it is loaded. */
public final class InvalidPolicy extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidPolicy(String message) {
    super(message);
  }
}
