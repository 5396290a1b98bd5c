package awsemulator.states.asl;

/** A state machine definition that is refused when it is deployed; the message names the place. */
public final class InvalidDefinition extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidDefinition(String place, String problem) {
    super(place + ": " + problem);
  }
}
