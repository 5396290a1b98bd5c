package remediator.forecast;

import java.util.ArrayList;
import java.util.List;
import remediator.group.GroupSpec;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/** What a plan or its figures depend on and nobody has looked at: it is said, and not guessed. */
final class UnknownFacts {
  private final Policy policy;
  private final RelatedResources around;

  UnknownFacts(Policy policy, RelatedResources around) {
    this.policy = policy;
    this.around = around;
  }

  List<String> of(Plan plan) {
    List<String> unknown = new ArrayList<>();
    switch (plan) {
      case Plan.OnlineTls _ -> tls(unknown);
      case Plan.UpgradeThenTls(Plan.Upgrade upgrade) -> {
        parameters(upgrade, unknown);
        tls(unknown);
      }
      case Plan.Replace replace -> {
        replace(replace.targetSpec(), unknown);
        replace.upgrade().ifPresent(upgrade -> parameters(upgrade, unknown));
      }
      case Plan.RollBackTls _, Plan.Refused _, Plan.Nothing _ -> {}
    }
    return unknown;
  }

  private void tls(List<String> unknown) {
    unknown.add("which clients connect without TLS (the probe tells)");
    if (policy.is(PolicySetting.AUTH, "user-group")
        && around.userGroup() instanceof Answer.NotAsked<RelatedResources.UserGroup>) {
      unknown.add(
          "whether the user group "
              + policy.get(PolicySetting.USER_GROUP)
              + " is there, active and fits the engine");
    }
  }

  private static void parameters(Plan.Upgrade upgrade, List<String> unknown) {
    upgrade
        .parameters()
        .copyOf()
        .ifPresent(
            own ->
                unknown.add(
                    "which values of the parameter group "
                        + own
                        + " the family "
                        + upgrade.parameters().family()
                        + " does not take"));
  }

  private void replace(GroupSpec target, List<String> unknown) {
    unknown.add(
        "how much data it holds (CloudWatch tells): the times are for an empty group, with 2"
            + " minutes more for each GiB of the fullest shard");
    if (around.nodes() instanceof Answer.NotAsked<RelatedResources.NodeCount>) {
      unknown.add(
          "whether the Region has room for "
              + target.layout().nodes()
              + " more nodes (Service Quotas L-DFE45DF3)");
    }
    if (around.subnetGroup() instanceof Answer.NotAsked<RelatedResources.SubnetGroup>) {
      unknown.add(
          "whether the subnet group "
              + target.network().subnetGroup()
              + " is still there, with free addresses");
    }
    if (around.parameterGroup() instanceof Answer.NotAsked<RelatedResources.ParameterGroup>) {
      unknown.add(
          "whether the parameter group "
              + target.engine().parameterGroup()
              + " is still there and fits the engine");
    }
    if (policy.is(PolicySetting.DATA, "copy")
        && around.dataPlane() instanceof Answer.NotAsked<RelatedResources.DataPlaneFunction>) {
      unknown.add(
          "whether the function in the VPC is deployed and reaches it: the pause is measured before"
              + " gate CUT-OVER");
    }
    String key = target.encryption().kmsKey();
    if (!key.isEmpty() && around.key() instanceof Answer.NotAsked<RelatedResources.Key>) {
      unknown.add("whether the key " + key + " is enabled, symmetric and readable");
    }
    String secret = policy.get(PolicySetting.AUTH_SECRET);
    if (target.access().authToken()
        && !secret.equals("none")
        && around.secret() instanceof Answer.NotAsked<RelatedResources.Secret>) {
      unknown.add("whether the secret " + secret + " is there and may be read");
    }
  }
}
