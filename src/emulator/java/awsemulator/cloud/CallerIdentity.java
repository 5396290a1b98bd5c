package awsemulator.cloud;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

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

  /** The partition that the Region lies in, by the SDK's metadata: also of one that is new. */
  public String partition() {
    return PartitionMetadata.of(Region.of(region)).id();
  }
}
