package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.group.CacheGroup;
import remediator.group.GroupStatus;
import remediator.group.RelatedResources;
import remediator.iac.IacOwnership;
import remediator.plan.Plan.Blocker;

/** Every reason against acting on a group; all that apply are given, not only the first. */
final class CommonPreconditions {
  /** "Maximum execution time: 1 year" ("Step Functions service quotas"). */
  private static final int YEAR = 365;

  /**
   * Days that a flow takes beside its gates, at most: windows come once a week, before four steps
   * with TLS and two of a replacement, which also waits for two weeks each for writes to end and
   * for evidence before it deletes.
   */
  private static final int BESIDE_GATES = 42;

  private final List<Blocker> found = new ArrayList<>();

  private CommonPreconditions() {}

  static List<Blocker> against(
      Plan plan,
      CacheGroup group,
      Policy policy,
      AvailableEngineVersions versions,
      RelatedResources around) {
    CommonPreconditions refusals = new CommonPreconditions();
    // Who has opted out wants no change by a finding; the way back is the owner's own command.
    refusals.byTheOwner(group, policy, plan instanceof Plan.RollBackTls);
    refusals.byTheState(group);
    refusals.byTheShape(group);
    refusals.byThePlan(plan, group, policy, versions, around);
    refusals.byTheTime(plan, policy);
    return List.copyOf(refusals.found);
  }

  private void byTheOwner(CacheGroup group, Policy policy, boolean byCommand) {
    if (!byCommand && policy.is(PolicySetting.OPT_OUT, "true")) {
      no(
          "its owner has opted out",
          "remove the tag " + PolicySetting.OPT_OUT.tag() + " to opt in again");
    }
    for (String mistake : policy.violations()) {
      no(mistake, "nothing happens until it is corrected or removed");
    }
    if (group.stack().isPresent() && policy.is(PolicySetting.CLOUDFORMATION_OWNED, "refuse")) {
      no(
          "the CloudFormation stack " + group.stack().get() + " owns it, and would drift",
          "change the stack's template, or set to allow "
              + PolicySetting.CLOUDFORMATION_OWNED.loosening());
    }
    IacOwnership owner = IacOwnership.of(group);
    if (group.stack().isEmpty()
        && owner.tool().reconciles()
        && policy.is(PolicySetting.CONTROLLER_OWNED, "refuse")) {
      no(
          owner.tool().title()
              + " keeps it in line, by its tag "
              + owner.sign()
              + ", and would undo what is done to it",
          "change "
              + owner.tool().source()
              + " first (TLS in two steps: preferred, then required; encryption at rest needs a new"
              + " group), or set to allow "
              + PolicySetting.CONTROLLER_OWNED.loosening());
    }
  }

  private void byTheState(CacheGroup group) {
    if (!group.status().equals("available")) {
      Optional<GroupStatus> status = GroupStatus.of(group.status());
      found.add(
          new Blocker(
              "its status is \"" + group.status() + "\", not available",
              status
                  .map(GroupStatus::remedy)
                  .orElse("look at the group in the console, which may tell what that means"),
              status.map(GroupStatus::passes).orElse(false)));
    }
    byTheNodes(group);
    if (!group.pending().isEmpty()) {
      found.add(
          new Blocker(
              "modifications are pending: " + String.join(", ", group.pending()),
              "apply them or take them back",
              true));
    }
  }

  /** What a group that is busy says of its nodes is no news, unless it never passes. */
  private void byTheNodes(CacheGroup group) {
    Map<String, List<String>> byStatus = new TreeMap<>();
    group
        .conditions()
        .busyNodes()
        .forEach((node, is) -> byStatus.computeIfAbsent(is, _ -> new ArrayList<>()).add(node));
    byStatus.forEach(
        (is, nodes) -> {
          Optional<GroupStatus> status = GroupStatus.of(is);
          boolean passes = status.map(GroupStatus::passes).orElse(false);
          if (passes && !group.status().equals("available")) {
            return;
          }
          found.add(
              new Blocker(
                  "the status of "
                      + nodes.stream().sorted().collect(Collectors.joining(", "))
                      + " is \""
                      + is
                      + "\", not available",
                  status.map(GroupStatus::remedy).orElse("look at the node in the console"),
                  passes));
        });
  }

  private void byTheShape(CacheGroup group) {
    group
        .globalDatastore()
        .ifPresent(
            g ->
                no(
                    "it is a member of the Global Datastore " + g,
                    "changes are made at the Global Datastore; disassociate the group first"));
    if (group.classic()) {
      no("it stands outside a VPC (EC2-Classic)", "move it into a VPC first");
    }
    if (group.spec().layout().clusterMode().equals("compatible")) {
      no(
          "its cluster mode is compatible, half way to enabled",
          "finish the change to cluster mode enabled first");
    }
    if (group.created().isEmpty()) {
      no(
          "ElastiCache does not tell when it was created, so it cannot be told from a group that is"
              + " made later under its id",
          "look at the group in the console, and send the finding again once its create time is"
              + " shown");
    }
    for (String oddity : group.oddities()) {
      no(
          oddity,
          "look at the group in the console; this version does not act on what it cannot read");
    }
  }

  private void byThePlan(
      Plan plan,
      CacheGroup group,
      Policy policy,
      AvailableEngineVersions versions,
      RelatedResources around) {
    switch (plan) {
      case Plan.Replace _ ->
          found.addAll(ReplacePreconditions.against(group, policy, versions, around));
      case Plan.OnlineTls _ ->
          found.addAll(
              TlsPreconditions.against(group, group.spec().engine().version(), policy, around));
      case Plan.UpgradeThenTls upgrade ->
          found.addAll(TlsPreconditions.against(group, upgrade.upgrade().target(), policy, around));
      case Plan.RollBackTls _ -> found.addAll(TlsRollbackPlanner.against(group));
      case Plan.Refused refused -> found.addAll(refused.blockers());
      case Plan.Nothing _ -> {}
    }
    if (plan instanceof Plan.Replace
        || plan instanceof Plan.OnlineTls
        || plan instanceof Plan.UpgradeThenTls) {
      found.addAll(RelatedResourcePreconditions.dnsRecord(group, policy, around.dnsRecord()));
    }
  }

  /** An execution that lasts too long ends by itself, with a group half done. */
  private void byTheTime(Plan plan, Policy policy) {
    int atGates = atGates(plan, policy);
    if (atGates + BESIDE_GATES > YEAR) {
      no(
          "its gates can stay open for "
              + atGates
              + " days in all, and a flow ends after a year, of which other waits can take "
              + BESIDE_GATES
              + " days",
          "set "
              + PolicySetting.GATE_DAYS.key()
              + " or "
              + PolicySetting.PREFERRED_DAYS.key()
              + " lower");
    }
  }

  /** How many days the flow waits at gates if each is answered at the last moment. */
  static int atGates(Plan plan, Policy policy) {
    int one = policy.days(PolicySetting.GATE_DAYS);
    return switch (plan) {
      case Plan.OnlineTls _ -> tls(policy);
      case Plan.UpgradeThenTls _ -> asked(policy, PolicySetting.GATE_UPGRADE) * one + tls(policy);
      // What differs from the plan is asked about at the cut-over, whatever the policy says.
      case Plan.Replace _ ->
          (1 + asked(policy, PolicySetting.GATE_REPLACE) + asked(policy, PolicySetting.GATE_RETIRE))
                  * one
              + policy.days(PolicySetting.KEEP_OLD_DAYS);
      case Plan.RollBackTls _ -> asked(policy, PolicySetting.GATE_OFF) * one;
      case Plan.Nothing _, Plan.Refused _ -> 0;
    };
  }

  private static int tls(Policy policy) {
    int one = policy.days(PolicySetting.GATE_DAYS);
    int auth = policy.is(PolicySetting.AUTH, "none") ? 0 : asked(policy, PolicySetting.GATE_AUTH);
    return (asked(policy, PolicySetting.GATE_PREFERRED) + auth) * one
        + asked(policy, PolicySetting.GATE_REQUIRED)
            * Policy.TIMES_REQUIRED_IS_ASKED
            * policy.days(PolicySetting.PREFERRED_DAYS);
  }

  private static int asked(Policy policy, PolicySetting gate) {
    return policy.is(gate, "ask") ? 1 : 0;
  }

  private void no(String reason, String remedy) {
    found.add(new Blocker(reason, remedy, false));
  }
}
