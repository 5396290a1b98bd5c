package remediator.workflow.replace;

import remediator.aws.AccountRegion;
import remediator.group.CacheGroup;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/** Whether the Region has room for the group a second time. */
public final class NodeQuota {
  /** "Nodes per Region" in Service Quotas. */
  private static final String NODES_PER_REGION = "L-DFE45DF3";

  private NodeQuota() {}

  /** A sentence; one that cannot be told is no reason not to ask. */
  public static String sentence(StepContext context, CacheGroup group) {
    int more = group.members().size();
    try {
      double quota =
          nodesPerRegion(context.dependencies().aws().quotas(AccountRegion.of(context.group())));
      int now = context.groups().nodesInRegion();
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

  /** How many nodes a Region may have. */
  public static double nodesPerRegion(ServiceQuotasClient quotas) {
    return quotas
        .getServiceQuota(r -> r.serviceCode("elasticache").quotaCode(NODES_PER_REGION))
        .quota()
        .value();
  }
}
