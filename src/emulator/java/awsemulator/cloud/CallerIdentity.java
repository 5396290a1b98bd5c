package awsemulator.cloud;

/**
 * Who made a call, and where it arrived.
 *
 * @param principal the ARN of the calling role, or {@link #OPERATOR} for a person with all rights
 * @param account the twelve digits of the account that the credentials belong to
 * @param region the Region in the signature's scope
 */
public record CallerIdentity(String principal, String account, String region) {
  /** A person at the command line: may do everything, as an administrator may. */
  public static final String OPERATOR = "operator";

  /** The partition that the Region lies in. */
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
