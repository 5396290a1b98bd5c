package remediator.forecast;

import java.util.ArrayList;
import java.util.List;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.gate.UpgradeFacts;
import remediator.workflow.gate.WritePauseFacts;

/** What the clients of a group notice of a plan, in the order in which they do. */
final class ClientEffects {
  private final CacheGroup group;
  private final Policy policy;

  ClientEffects(CacheGroup group, Policy policy) {
    this.group = group;
    this.policy = policy;
  }

  List<String> of(Plan plan) {
    List<String> effects = new ArrayList<>();
    switch (plan) {
      case Plan.OnlineTls _ -> tls(effects);
      case Plan.UpgradeThenTls _ -> {
        effects.add("upgrade: " + UpgradeFacts.connections(group));
        tls(effects);
      }
      case Plan.Replace replace -> replace(replace.targetSpec(), effects);
      case Plan.RollBackTls _, Plan.Refused _, Plan.Nothing _ -> {}
    }
    return effects;
  }

  private void tls(List<String> effects) {
    if (group.transit() == TransitEncryptionMode.NONE) {
      effects.add(
          "TLS preferred: plaintext and TLS are both accepted; primary, reader and configuration"
              + " endpoints stay, names of single nodes end");
    }
    effects.add("TLS required, after a gate: clients without TLS are cut off");
    if (policy.is(PolicySetting.AUTH, "token")) {
      effects.add("then, after a gate: clients without the AUTH token are refused");
    }
    if (policy.is(PolicySetting.AUTH, "user-group")) {
      effects.add("then, after a gate: each client is the user as which it logs in");
    }
  }

  private void replace(GroupSpec target, List<String> effects) {
    switch (policy.get(PolicySetting.DATA)) {
      case "freeze" ->
          effects.add(
              "while the data moves: "
                  + WritePauseFacts.REFUSED_WRITES
                  + ", until they use the new group; reads go on");
      case "copy" ->
          effects.add(
              "while keys are copied, after gate CUT-OVER: "
                  + WritePauseFacts.REFUSED_WRITES
                  + ", until they use the new group; reads go on");
      case "accept-loss" -> effects.add("writes go on, and those after the snapshot are lost");
      default -> effects.add("writes go on, and those after the snapshot are lost, uncounted");
    }
    TransitEncryptionMode tls = target.encryption().transit();
    effects.add(
        (policy.is(PolicySetting.NEW_ID, "same")
                ? "between deletion and restore there is no cache; then clients move back"
                : "clients move to the new group's endpoints")
            + (tls == TransitEncryptionMode.REQUIRED ? ", with TLS" : ""));
    effects.add("after gate RETIRE: clients that still use the old group are cut off");
  }
}
