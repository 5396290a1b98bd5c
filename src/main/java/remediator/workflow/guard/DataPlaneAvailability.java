package remediator.workflow.guard;

import java.util.List;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepDependencies;

/** Whether, and where, the probe can look at a group's clients. */
public final class DataPlaneAvailability {
  private DataPlaneAvailability() {}

  /** Why it cannot, as the end of "not probed, because"; empty where it can. */
  public static Optional<String> obstacle(StepContext context) {
    return obstacle(context.dependencies(), context.group());
  }

  /** The same for a group that no flow works on yet. */
  public static Optional<String> obstacle(StepDependencies dependencies, GroupArn group) {
    if (dependencies.monitorMachine().isEmpty()) {
      return Optional.of(
          "no probe is deployed (parameters DataPlaneSubnets and DataPlaneSecurityGroups)");
    }
    if (!dependencies.aws().isHome(AccountRegion.of(group))) {
      return Optional.of("the probe reaches groups of its own account, Region and VPC only");
    }
    return Optional.empty();
  }

  /** The endpoints of all nodes, with the port; empty where the probe cannot look at them. */
  public static List<String> nodes(StepContext context) {
    return nodes(context, context.group());
  }

  /** The same of another group in the same place. */
  public static List<String> nodes(StepContext context, GroupArn group) {
    if (obstacle(context).isPresent()) {
      return List.of();
    }
    return context
        .state(group)
        .map(s -> context.groups().nodeEndpoints(s.members()))
        .orElse(List.of());
  }
}
