package remediator.remediation;

import remediator.group.TransitEncryptionMode;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/** A plan in one sentence without a full stop. */
public final class PlanDescriptions {
  private PlanDescriptions() {}

  public static String of(Plan plan, Policy policy) {
    boolean asked = policy.is(PolicySetting.GATE_PREFERRED, "ask");
    return switch (plan) {
      case Plan.Nothing nothing -> nothing.why();
      case Plan.OnlineTls _ ->
          "TLS is switched on in the running group: preferred "
              + (asked ? "and required, each after a gate" : "at once, required after a gate");
      case Plan.UpgradeThenTls upgrade ->
          "the engine is upgraded in place to "
              + upgrade.upgrade().target()
              + " after a gate, then TLS is switched on: preferred"
              + (asked ? " and required, each after a gate" : ", and required after a gate");
      case Plan.Replace replace ->
          (policy.is(PolicySetting.DATA, "copy")
                  ? "the group is replaced by an empty one, to which its keys are copied, that is "
                  : "the group is replaced from a snapshot by one that is ")
              + Control.requirements(
                  Control.all().stream()
                      .filter(c -> c.isSatisfiedBy(replace.targetSpec().settings()))
                      .toList())
              + replace
                  .upgrade()
                  .map(u -> ", and upgraded in place to " + u.target() + " before it takes over")
                  .orElse("")
              + gates(policy);
      case Plan.RollBackTls back ->
          back.target() == TransitEncryptionMode.NONE
              ? "TLS goes back to preferred, and after a gate to off"
              : "TLS goes back to preferred: plaintext is accepted again, and TLS goes on working";
      case Plan.Refused _ -> "nothing is done";
    };
  }

  private static String gates(Policy policy) {
    boolean together =
        policy.is(PolicySetting.DATA, "freeze")
            && policy.is(PolicySetting.NEW_ID, "beside")
            && !policy.is(PolicySetting.GATE_CUT_OVER, "again");
    return together
        ? "; writes are refused meanwhile; one gate before it is made and takes over, and one"
            + " before the old one is deleted"
        : "; gates before it is made, before it takes over, and before the old one is deleted";
  }
}
