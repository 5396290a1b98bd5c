package remediator.scale.model;

import awsemulator.template.StackDeployment;
import java.util.Map;

/**
 * The limits on flows of an account and Region.
 *
 * @param flows at the same time
 * @param groupsADay for how many groups one may start
 */
public record FlowLimits(int flows, int groupsADay) {
  /** As the template deploys them. */
  public static FlowLimits deployed(StackDeployment deployment) {
    Map<String, String> variables =
        deployment.functions().stream()
            .filter(f -> f.logicalId().equals("FindingFunction"))
            .findFirst()
            .orElseThrow()
            .environment();
    return new FlowLimits(
        Integer.parseInt(variables.get("MAX_FLOWS")),
        Integer.parseInt(variables.get("MAX_GROUPS_A_DAY")));
  }
}
