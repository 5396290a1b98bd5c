package remediator.local.services;

import remediator.local.cloud.Caller;

/** ARNs of the caller's own account and Region. */
final class Arns {
  private Arns() {}

  /**
   * @param resource such as {@code table/ledger}
   */
  static String of(Caller caller, String service, String resource) {
    return String.join(
        ":", "arn", caller.partition(), service, caller.region(), caller.account(), resource);
  }
}
