package awsemulator.states.interpreter;

import awsemulator.cloud.CallerIdentity;
import java.util.List;

/** The parts of an ARN that the services here look at. */
public record ArnParts(
    String partition, String service, String region, String account, String resource) {
  /**
   * @throws IllegalArgumentException where the text is no ARN
   */
  public static ArnParts of(String text) {
    List<String> parts = List.of(text.split(":", 6));
    if (parts.size() != 6 || !parts.get(0).equals("arn")) {
      throw new IllegalArgumentException(text + " is not an ARN");
    }
    return new ArnParts(parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
  }

  /** The resource without its kind: the name of a function, machine or role. */
  public String name() {
    return resource.substring(Math.max(resource.lastIndexOf(':'), resource.lastIndexOf('/')) + 1);
  }

  /** Somebody with this role's credentials, in this Region. */
  public static CallerIdentity caller(String roleArn, String region) {
    return new CallerIdentity(roleArn, of(roleArn).account(), region);
  }
}
