package remediator.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.finding.Finding;
import remediator.finding.FindingRef;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.step.Steps;

/** Does what a plan says: nothing, tell why not, or take the lock and start a flow. */
final class PlanOutcome {
  private final Ledger ledger;
  private final FlowStarter flows;
  private final Steps steps;
  private final FindingNotes notes;
  private final Notices notices;

  PlanOutcome(Ledger ledger, FlowStarter flows, Steps steps, FindingNotes notes, Notices notices) {
    this.ledger = ledger;
    this.flows = flows;
    this.steps = steps;
    this.notes = notes;
    this.notices = notices;
  }

  List<Verdict> of(Plan plan, ReplicationGroup group, Policy policy, List<Finding> findings) {
    return switch (plan) {
      case Plan.Nothing nothing -> all(findings, plan, List.of(nothing.why()), "");
      case Plan.Refused refused -> refused(refused, group, findings);
      case Plan.OnlineTls _, Plan.UpgradeThenTls _, Plan.Replace _ ->
          policy.is(Setting.MODE, "plan-only")
              ? planOnly(plan, group, findings)
              : act(plan, group, policy, findings);
    };
  }

  /** What goes away by itself is not noted: the finding must stay NEW to be looked at again. */
  private List<Verdict> refused(Plan.Refused plan, ReplicationGroup group, List<Finding> findings) {
    List<String> reasons = plan.refusals().stream().map(Plan.Refusal::toString).toList();
    if (!plan.passing()) {
      note(group, findings, "Not remediated. " + String.join("; ", reasons));
    }
    return all(findings, plan, reasons, "");
  }

  private List<Verdict> planOnly(Plan plan, ReplicationGroup group, List<Finding> findings) {
    String text =
        "Plan only: "
            + PlanWords.of(plan)
            + ". Set "
            + Setting.MODE.key()
            + " to act to have it done.";
    notices.publish(
        "[ElastiCache encryption] " + group.arn().id() + ": plan",
        text + "\n\n" + group.arn() + "\n");
    note(group, findings, text);
    return all(findings, plan, List.of(text), "");
  }

  private List<Verdict> act(
      Plan plan, ReplicationGroup group, Policy policy, List<Finding> findings) {
    Set<String> controls = answered(plan, group, policy);
    List<FindingRef> refs =
        findings.stream()
            .filter(f -> controls.contains(f.control()))
            .map(Finding::reference)
            .toList();
    Optional<Case> opened =
        ledger.open(
            new Ledger.Opening(
                group.arn(), plan.decision().name(), controls, policy.byKey(), refs));
    Case c = opened.isPresent() ? begin(opened.get(), plan) : join(group, refs);
    flows.start(c);
    String text =
        (opened.isPresent() ? "Started: " : "Under way: ")
            + PlanWords.of(plan)
            + " (flow "
            + c.flow()
            + ").";
    if (!refs.isEmpty()) {
      FindingNotes.Result result = notes.write(group.arn(), controls, refs, text);
      ledger.change(c, now -> now.knowing(result.written()));
    }
    return all(findings, plan, List.of(PlanWords.of(plan)), c.flow());
  }

  /** What breaks nobody is done at once: TLS to preferred, after the old endpoints are recorded. */
  private Case begin(Case c, Plan plan) {
    if (plan instanceof Plan.UpgradeThenTls upgrade) {
      return ledger.change(
          c,
          now ->
              now.with(Fact.UPGRADE_ENGINE, upgrade.target().engine())
                  .with(Fact.UPGRADE_VERSION, upgrade.target().requestForm())
                  .with(Fact.UPGRADE_PARAMETER_GROUP, upgrade.parameterGroup()));
    }
    if (plan instanceof Plan.OnlineTls) {
      return steps.first(c, "TlsPreferred");
    }
    return c;
  }

  private Case join(ReplicationGroup group, List<FindingRef> refs) {
    return ledger.change(group.arn(), now -> now.running() ? now.knowing(refs) : now);
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
