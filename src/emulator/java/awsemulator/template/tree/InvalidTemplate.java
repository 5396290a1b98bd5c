package awsemulator.template.tree;

/** A template that CloudFormation would refuse, or that says what is not known here. */
public final class InvalidTemplate extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param place the path to the offending value, such as {@code Resources.Queue.Properties}
   */
  public InvalidTemplate(String place, String problem) {
    super(place + ": " + problem);
  }
}
