package remediator.forecast;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.forecast.GroupForecast.WritePause;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.RelatedResources;
import remediator.group.TransitEncryptionMode;
import remediator.notification.ApprovalRequest.Cost;
import remediator.notification.NodePrices;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.remediation.PlanDescriptions;
import remediator.workflow.copy.CopyRehearsal;
import remediator.workflow.gate.ReplacementCaveats;
import remediator.workflow.gate.WritePauseFacts;
import remediator.workflow.replace.CreateGroup;
import remediator.workflow.replace.TakeSnapshot;
import remediator.workflow.retire.DeleteOldGroup;
import remediator.workflow.tls.EnableTls;
import remediator.workflow.tls.UpgradeEngine;

/**
 * Foretells what a finding on a group would lead to, before there is one. Pure: it calls nothing,
 * and decides nothing by itself; decision, estimates and prices are those of the plan and of the
 * questions at the gates.
 */
public final class GroupForecaster {
  private final Map<String, String> environment;
  private final AvailableEngineVersions versions;

  /**
   * @param environment of the function: the policy's first layer
   * @param versions that ElastiCache offers, as far as is known
   */
  public GroupForecaster(Map<String, String> environment, AvailableEngineVersions versions) {
    this.environment = Map.copyOf(environment);
    this.versions = versions;
  }

  /** The policy that counts for a group. */
  public Policy policy(CacheGroup group) {
    return Policy.of(environment, group.spec().tags());
  }

  /**
   * Foretells.
   *
   * @param policy {@link #policy} of the group
   * @param around what is known beside the group; what nobody has looked at is said, and taken to
   *     be in order
   */
  public GroupForecast of(CacheGroup group, Policy policy, RelatedResources around) {
    Map<String, Plan> byControl = new LinkedHashMap<>();
    for (Control control : Control.all()) {
      byControl.put(control.id(), Planner.plan(group, control, policy, versions, around));
    }
    Plan plan = first(byControl, group);
    return new GroupForecast(
        group,
        byControl,
        Control.all().stream()
            .filter(c -> !c.passesCheck(group.spec().settings()))
            .map(Control::id)
            .toList(),
        plan,
        policy.is(PolicySetting.MODE, "plan-only"),
        PlanDescriptions.of(plan, policy),
        new ClientEffects(group, policy).of(plan),
        plan instanceof Plan.Replace replace
            ? Optional.of(pause(group, replace, policy))
            : Optional.empty(),
        work(plan, group, policy),
        Planner.daysAtGates(plan, policy),
        plan instanceof Plan.Replace ? cost(group, policy) : Optional.empty(),
        plan instanceof Plan.Replace replace
            ? ReplacementCaveats.foretold(group, inTheEnd(replace), policy)
            : List.of(),
        cautions(plan, group),
        new UnknownFacts(policy, around).of(plan));
  }

  /** Of the controls that are not met, since a plan for one that is met says only that. */
  private static Plan first(Map<String, Plan> byControl, CacheGroup group) {
    return Control.all().stream()
        .min(
            Comparator.<Control>comparingInt(c -> rank(byControl.get(c.id())))
                .thenComparing(c -> c.isSatisfiedBy(group.spec().settings())))
        .map(c -> byControl.get(c.id()))
        .orElseThrow();
  }

  private static int rank(Plan plan) {
    return switch (plan) {
      case Plan.Nothing _ -> 2;
      case Plan.Refused _ -> 1;
      default -> 0;
    };
  }

  private static GroupSpec inTheEnd(Plan.Replace replace) {
    GroupSpec spec = replace.targetSpec();
    return replace
        .upgrade()
        .map(
            u ->
                spec.withEngine(
                    new GroupSpec.Engine(
                        u.target(), u.parameters().name(), spec.engine().durability())))
        .orElse(spec);
  }

  private static List<String> cautions(Plan plan, CacheGroup group) {
    if (rank(plan) > 0) {
      return List.of();
    }
    List<String> cautions = new ArrayList<>(Planner.cautions(plan, group));
    if (Control.all().stream().allMatch(c -> c.passesCheck(group.spec().settings()))) {
      cautions.add(
          "Security Hub's checks pass at preferred, so no finding of it comes by itself: send its"
              + " event by hand");
    }
    return cautions;
  }

  /** What the shards hold only CloudWatch tells: this is for an empty group. */
  private static WritePause pause(CacheGroup group, Plan.Replace replace, Policy policy) {
    return new WritePause(
        CopyRehearsal.LEAST,
        WritePauseFacts.pause(
            0, group.spec().layout().shards().size(), replace.upgrade().isPresent()),
        Duration.ofMinutes(policy.number(PolicySetting.FREEZE_MINUTES)),
        copying(replace));
  }

  private static Duration copying(Plan.Replace replace) {
    return TakeSnapshot.TYPICAL.plus(making(replace));
  }

  private static Duration making(Plan.Replace replace) {
    return CreateGroup.TYPICAL.plus(
        replace.upgrade().isPresent() ? UpgradeEngine.TYPICAL : Duration.ZERO);
  }

  private static Duration work(Plan plan, CacheGroup group, Policy policy) {
    return switch (plan) {
      case Plan.OnlineTls _ ->
          group.transit() == TransitEncryptionMode.NONE
              ? EnableTls.TYPICAL.multipliedBy(2)
              : EnableTls.TYPICAL;
      case Plan.UpgradeThenTls _ -> UpgradeEngine.TYPICAL.plus(EnableTls.TYPICAL.multipliedBy(2));
      case Plan.Replace replace ->
          (switch (policy.get(PolicySetting.DATA)) {
                case "copy" -> making(replace).plus(CopyRehearsal.LEAST);
                case "freeze" -> pause(group, replace, policy).freeze();
                default -> copying(replace);
              })
              // With the old id again, the group is made a second time.
              .plus(policy.is(PolicySetting.NEW_ID, "same") ? copying(replace) : Duration.ZERO)
              .plus(DeleteOldGroup.TYPICAL);
      case Plan.RollBackTls _, Plan.Refused _, Plan.Nothing _ -> Duration.ZERO;
    };
  }

  private static Optional<BigDecimal> cost(CacheGroup group, Policy policy) {
    return NodePrices.total(Cost.of(group, policy));
  }
}
