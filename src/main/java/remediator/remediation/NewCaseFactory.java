package remediator.remediation;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.finding.Finding;
import remediator.finding.FindingId;
import remediator.group.CacheGroup;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.SubnetGroup;
import remediator.iac.IacOwnership;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.NewCase;
import remediator.notification.NodePrices;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;

/** What the ledger is told when a plan becomes a flow. */
final class NewCaseFactory {
  private NewCaseFactory() {}

  static NewCase of(
      Plan plan,
      CacheGroup group,
      Policy policy,
      Set<String> controls,
      List<Finding> findings,
      Optional<String> network) {
    Map<CaseAttribute, String> facts = facts(plan, group);
    findings.stream()
        .map(Finding::accountName)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .ifPresent(name -> facts.put(CaseAttribute.ACCOUNT_NAME, name));
    if (plan instanceof Plan.Replace) {
      network.ifPresent(n -> facts.put(CaseAttribute.NETWORK, n));
    }
    return new NewCase(
        group.arn(),
        plan.decision(),
        controls,
        policy.byKey(),
        facts,
        references(findings, controls));
  }

  /** Those of the findings that a flow for these controls answers. */
  static List<FindingId> references(List<Finding> findings, Set<String> controls) {
    return findings.stream()
        .filter(f -> controls.contains(f.control()))
        .map(Finding::reference)
        .distinct()
        .toList();
  }

  /** Where a group stands in its VPC, as the ledger keeps it; empty where that was not read. */
  static Optional<String> network(CacheGroup group, RelatedResources around) {
    List<String> securityGroups = group.spec().network().securityGroups();
    return around.subnetGroup() instanceof Answer.Found<SubnetGroup>(SubnetGroup subnets)
            && !securityGroups.isEmpty()
        ? Optional.of(
            StrictJson.write(
                Map.of(
                    "vpc", subnets.vpc(),
                    "subnets", subnets.subnets(),
                    "securityGroups", securityGroups)))
        : Optional.empty();
  }

  /** The tag by which organisations commonly name an owner; AWS tells keys apart by case. */
  private static Optional<String> ownerTag(CacheGroup group) {
    return group.spec().tags().entrySet().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase("owner") && !tag.getValue().isBlank())
        .map(Map.Entry::getValue)
        .min(Comparator.naturalOrder());
  }

  /** What the flow must know from its first moment: whoever finds the case may start it. */
  private static Map<CaseAttribute, String> facts(Plan plan, CacheGroup group) {
    Map<CaseAttribute, String> facts = new EnumMap<>(CaseAttribute.class);
    List<String> cautions = Planner.cautions(plan, group);
    if (!cautions.isEmpty()) {
      facts.put(CaseAttribute.CAUTIONS, String.join("\n", cautions));
    }
    ownerTag(group).ifPresent(owner -> facts.put(CaseAttribute.OWNER_TAG, owner));
    facts.put(CaseAttribute.IAC_OWNER, IacOwnership.of(group).tool().name());
    group.stack().ifPresent(stack -> facts.put(CaseAttribute.CLOUDFORMATION_STACK, stack));
    group.created().ifPresent(at -> facts.put(CaseAttribute.OLD_CREATED, at.toString()));
    if (!group.spec().layout().sharded()) {
      facts.put(CaseAttribute.OLD_MEMBERS, String.join("\n", group.members()));
    }
    facts.put(CaseAttribute.ENGINE, group.spec().engine().version().toString());
    facts.put(CaseAttribute.PARAMETER_GROUP, group.spec().engine().parameterGroup());
    switch (plan) {
      case Plan.UpgradeThenTls(Plan.Upgrade upgrade) -> upgrade(upgrade, facts);
      case Plan.Replace replace -> {
        replace.upgrade().ifPresent(u -> upgrade(u, facts));
        NodePrices.centsADay(group)
            .ifPresent(cents -> facts.put(CaseAttribute.SECOND_GROUP_CENTS_A_DAY, "" + cents));
      }
      default -> {}
    }
    return facts;
  }

  private static void upgrade(Plan.Upgrade upgrade, Map<CaseAttribute, String> facts) {
    Plan.Parameters parameters = upgrade.parameters();
    facts.put(CaseAttribute.UPGRADE_ENGINE, upgrade.target().engine());
    facts.put(CaseAttribute.UPGRADE_VERSION, upgrade.target().toApiVersion());
    facts.put(CaseAttribute.UPGRADE_PARAMETER_GROUP, parameters.name());
    facts.put(CaseAttribute.UPGRADE_FAMILY, parameters.family());
    facts.put(CaseAttribute.UPGRADE_DEFAULT_PARAMETER_GROUP, parameters.like());
    parameters
        .copyOf()
        .ifPresent(old -> facts.put(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP, old));
  }

  /** The controls that the plan, once carried out, meets. */
  static Set<String> answered(Plan plan, CacheGroup group, Policy policy) {
    return Planner.answered(plan, group, policy).stream()
        .map(Control::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
