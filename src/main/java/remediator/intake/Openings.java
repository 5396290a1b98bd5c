package remediator.intake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.finding.FindingRef;
import remediator.group.EngineVersion;
import remediator.group.ReplicationGroup;
import remediator.ledger.Fact;
import remediator.ledger.Opening;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Policy;

/** What the ledger is told when a plan becomes a flow. */
final class Openings {
  private Openings() {}

  static Opening of(
      Plan plan,
      ReplicationGroup group,
      Policy policy,
      Set<String> controls,
      List<FindingRef> findings) {
    return new Opening(
        group.arn(),
        plan.decision().name(),
        controls,
        policy.byKey(),
        facts(plan, group),
        findings);
  }

  /** What the flow must know from its first moment: whoever finds the case may start it. */
  private static Map<Fact, String> facts(Plan plan, ReplicationGroup group) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    group.stack().ifPresent(stack -> facts.put(Fact.STACK, stack));
    group.created().ifPresent(at -> facts.put(Fact.OLD_CREATED, at.toString()));
    if (!group.spec().layout().sharded()) {
      facts.put(Fact.OLD_MEMBERS, String.join("\n", group.members()));
    }
    facts.put(Fact.ENGINE, group.spec().engine().version().toString());
    facts.put(Fact.PARAMETER_GROUP, group.spec().engine().parameterGroup());
    if (!(plan instanceof Plan.UpgradeThenTls(EngineVersion target, Plan.Parameters parameters))) {
      return facts;
    }
    facts.put(Fact.UPGRADE_ENGINE, target.engine());
    facts.put(Fact.UPGRADE_VERSION, target.requestForm());
    facts.put(Fact.UPGRADE_PARAMETER_GROUP, parameters.name());
    facts.put(Fact.UPGRADE_FAMILY, parameters.family());
    facts.put(Fact.UPGRADE_LIKE, parameters.like());
    parameters.copyOf().ifPresent(old -> facts.put(Fact.UPGRADE_COPY_OF, old));
    return facts;
  }

  /** The controls that the plan, once carried out, meets. */
  static Set<String> answered(Plan plan, ReplicationGroup group, Policy policy) {
    return Control.ALL.stream()
        .filter(c -> policy.wants(c) && !c.metBy(group.spec().encryption()))
        .map(Control::id)
        .filter(id -> plan instanceof Plan.Replace || id.equals("ElastiCache.5"))
        .collect(Collectors.toUnmodifiableSet());
  }
}
