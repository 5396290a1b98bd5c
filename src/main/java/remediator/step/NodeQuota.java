package remediator.step;

import remediator.aws.Place;
import remediator.group.ReplicationGroup;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Whether the Region has room for the group a second time. */
final class NodeQuota {
  /** "Nodes per Region" in Service Quotas. */
  private static final String NODES_PER_REGION = "L-DFE45DF3";

  private NodeQuota() {}

  /** A sentence; one that cannot be told is no reason not to ask. */
  static String sentence(Work work, ReplicationGroup group) {
    int more = group.members().size();
    try {
      double quota =
          work.tools()
              .aws()
              .quotas(Place.of(work.group()))
              .getServiceQuota(r -> r.serviceCode("elasticache").quotaCode(NODES_PER_REGION))
              .quota()
              .value();
      int now = work.groups().nodesInRegion();
      String room =
          "%d more nodes: the Region has %d now and may have %.0f (Service Quotas %s)"
              .formatted(more, now, quota, NODES_PER_REGION);
      return now + more <= quota
          ? room
          : room + ": too many, so the new group will be refused; ask for a higher quota first";
    } catch (AwsServiceException e) {
      return more
          + " more nodes; the quota "
          + NODES_PER_REGION
          + " (nodes per Region) could not be read ("
          + e.awsErrorDetails().errorCode()
          + "): see that there is room";
    }
  }
}
