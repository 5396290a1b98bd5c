package awsemulator.services;

import awsemulator.cloud.CallerIdentity;

/** ARNs of the caller's own account and Region. */
public final class CallerArns {
  private CallerArns() {}

  /**
   * @param resource such as {@code table/ledger}
   */
  public static String of(CallerIdentity caller, String service, String resource) {
    return String.join(
        ":", "arn", caller.partition(), service, caller.region(), caller.account(), resource);
  }
}
