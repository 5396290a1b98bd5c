package remediator.workflow.tls;

import remediator.plan.PolicySetting;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;

/**
 * One of the two steps after TLS required to what the policy wants clients to show: what must be so
 * before people are asked, and what cuts off clients that do not show it.
 *
 * @param token the step to an AUTH token
 * @param userGroup the step to a user group
 */
public record AuthenticationStep(Step token, Step userGroup) implements Step {
  /** Nobody is cut off by it. */
  public static AuthenticationStep prepare() {
    return new AuthenticationStep(ChangeAuthToken.rotate(), AttachUserGroup.check());
  }

  /** Clients are cut off by it. */
  public static AuthenticationStep require() {
    return new AuthenticationStep(ChangeAuthToken.set(), AttachUserGroup.attach());
  }

  @Override
  public StepResult run(StepContext context) {
    return (context.policyIs(PolicySetting.AUTH, "user-group") ? userGroup : token).run(context);
  }
}
