package remediator.intake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.finding.Finding;
import remediator.finding.FindingRef;
import remediator.group.EngineVersion;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notice;
import remediator.notice.Notices;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.step.Steps;

/** Does what a plan says: nothing, tell why not, or take the lock and start a flow. */
final class PlanOutcome {
  private final Ledger ledger;
  private final TakeOver flows;
  private final UnderWay underWay;
  private final Restraint restraint;
  private final Waiting waiting;
  private final Steps steps;
  private final FindingNotes notes;
  private final Notices notices;

  PlanOutcome(
      Ledger ledger,
      TakeOver flows,
      UnderWay underWay,
      Restraint restraint,
      Waiting waiting,
      Steps steps,
      FindingNotes notes,
      Notices notices) {
    this.ledger = ledger;
    this.flows = flows;
    this.underWay = underWay;
    this.restraint = restraint;
    this.waiting = waiting;
    this.steps = steps;
    this.notes = notes;
    this.notices = notices;
  }

  /**
   * @param known the group's case as it has just been read
   */
  List<Verdict> of(
      Plan plan,
      ReplicationGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<Case> known) {
    return switch (plan) {
      case Plan.Nothing nothing -> {
        waiting.end(known, nothing.why());
        yield all(findings, plan, List.of(nothing.why()), "");
      }
      case Plan.Refused refused -> refused(refused, group, findings, known);
      case Plan.OnlineTls _, Plan.UpgradeThenTls _, Plan.Replace _, Plan.BackFromTls _ ->
          policy.is(Setting.MODE, "plan-only")
              ? planOnly(plan, group, findings, known)
              : act(plan, group, policy, findings, known);
    };
  }

  /** The group is gone. */
  void nothingLeft(Optional<Case> known) {
    waiting.end(known, "the replication group no longer exists");
  }

  /** What goes away by itself is not noted: the finding must stay NEW to be looked at again. */
  private List<Verdict> refused(
      Plan.Refused plan, ReplicationGroup group, List<Finding> findings, Optional<Case> known) {
    List<String> reasons = plan.refusals().stream().map(Plan.Refusal::toString).toList();
    if (!plan.passing()) {
      waiting.end(known, String.join("; ", reasons));
      note(group, findings, "Not remediated. " + String.join("; ", reasons));
    }
    return all(findings, plan, reasons, "");
  }

  private List<Verdict> planOnly(
      Plan plan, ReplicationGroup group, List<Finding> findings, Optional<Case> known) {
    waiting.end(known, "the policy says plan-only");
    String text =
        "Plan only: "
            + PlanWords.of(plan)
            + ". Set "
            + Setting.MODE.key()
            + " to act to have it done.";
    List<String> problems = notices.tell(planNotice(plan, group, text));
    if (!problems.isEmpty()) {
      text = text + " (" + String.join("; ", problems) + ")";
    }
    note(group, findings, text);
    return all(findings, plan, List.of(text), "");
  }

  private static Notice planNotice(Plan plan, ReplicationGroup group, String text) {
    return new Notice(
        Notice.Type.PLAN_ONLY,
        group.arn(),
        Ledger.threadOf(group.arn()),
        "[ElastiCache encryption] " + group.arn().id() + ": plan",
        text + "\n\n" + group.arn() + "\n",
        text,
        List.of(),
        Map.of(
            "schema", "1",
            "group", group.arn().toString(),
            "account", group.arn().account(),
            "region", group.arn().region(),
            "decision", plan.decision().name(),
            "text", text));
  }

  private List<Verdict> act(
      Plan plan,
      ReplicationGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<Case> known) {
    Set<String> controls = answered(plan, group, policy);
    List<FindingRef> refs =
        findings.stream()
            .filter(f -> controls.contains(f.control()))
            .map(Finding::reference)
            .distinct()
            .toList();
    Optional<String> hold = restraint.hold(known, controls, policy, refs);
    if (hold.isPresent()) {
      waiting.end(known, hold.get());
      return findings.stream().map(f -> verdict(f, "REFUSED", List.of(hold.get()), "")).toList();
    }
    Ledger.Opening opening =
        new Ledger.Opening(
            group.arn(),
            plan.decision().name(),
            controls,
            policy.byKey(),
            facts(plan, group),
            refs);
    Optional<String> wait = waiting.need(opening, known);
    if (wait.isPresent()) {
      return all(findings, plan, List.of(wait.get()), "");
    }
    Optional<Case> opened = ledger.open(opening, known);
    if (opened.isEmpty()) {
      // Another invocation was faster by a moment.
      return ledger
          .find(group.arn())
          .filter(Case::running)
          .map(c -> underWay.join(c, findings))
          .orElseThrow(
              () -> new IllegalStateException("a flow has just ended; to be looked at again"));
    }
    // What breaks nobody is done at once, after the old endpoints are recorded.
    Case c =
        flows.begin(
            plan instanceof Plan.OnlineTls ? steps.beginTls(opened.get(), group) : opened.get());
    if (!refs.isEmpty()) {
      String text = "Started: " + PlanWords.of(plan) + " (flow " + c.flow() + ").";
      FindingNotes.Result result = notes.write(group.arn(), controls, refs, text);
      ledger.change(c, now -> now.knowing(result.written()));
    }
    return all(findings, plan, List.of(PlanWords.of(plan)), c.flow());
  }

  /** What the flow must know from its first moment: whoever finds the case may start it. */
  private static Map<Fact, String> facts(Plan plan, ReplicationGroup group) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    group.stack().ifPresent(stack -> facts.put(Fact.STACK, stack));
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
  private static Set<String> answered(Plan plan, ReplicationGroup group, Policy policy) {
    return Control.ALL.stream()
        .filter(c -> policy.wants(c) && !c.metBy(group.spec().encryption()))
        .map(Control::id)
        .filter(id -> plan instanceof Plan.Replace || id.equals("ElastiCache.5"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void note(ReplicationGroup group, List<Finding> findings, String text) {
    Set<String> controls =
        findings.stream().map(Finding::control).collect(Collectors.toUnmodifiableSet());
    notes.write(group.arn(), controls, findings.stream().map(Finding::reference).toList(), text);
  }

  private static List<Verdict> all(
      List<Finding> findings, Plan plan, List<String> reasons, String flow) {
    return findings.stream().map(f -> verdict(f, plan.decision().name(), reasons, flow)).toList();
  }

  static Verdict verdict(Finding finding, String decision, List<String> reasons, String flow) {
    return new Verdict(
        finding.reference().id(),
        finding.control(),
        finding.group().toString(),
        decision,
        reasons,
        flow);
  }
}
