package remediator.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.Finding;
import remediator.finding.FindingRef;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.ledger.Opening;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
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
  private final OnlyTold told;

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
    this.told = new OnlyTold(waiting, notes, notices);
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
      case Plan.Refused refused -> told.refused(refused, group, findings, known);
      case Plan.OnlineTls _, Plan.UpgradeThenTls _, Plan.Replace _, Plan.BackFromTls _ ->
          policy.is(Setting.MODE, "plan-only")
              ? told.planOnly(plan, group, policy, findings, known)
              : act(plan, group, policy, findings, known);
    };
  }

  /** The group is gone. */
  void nothingLeft(Optional<Case> known) {
    waiting.end(known, "the replication group no longer exists");
  }

  private List<Verdict> act(
      Plan plan,
      ReplicationGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<Case> known) {
    Set<String> controls = Openings.answered(plan, group, policy);
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
    Opening opening = Openings.of(plan, group, policy, controls, refs);
    Optional<String> wait = waiting.need(opening, known);
    if (wait.isPresent()) {
      return all(findings, plan, List.of(wait.get()), "");
    }
    // What breaks nobody is done at once, after the old endpoints are recorded.
    boolean asked = policy.is(Setting.GATE_PREFERRED, "ask") && group.transit() == TransitMode.NONE;
    Optional<Case> opened =
        plan instanceof Plan.OnlineTls && !asked
            ? steps.beginTls(opening, known, group)
            : ledger.open(opening, known);
    if (opened.isEmpty()) {
      // Another invocation was faster by a moment.
      return ledger
          .find(group.arn())
          .filter(Case::running)
          .map(c -> underWay.join(c, findings))
          .orElseThrow(
              () -> new IllegalStateException("a flow has just ended; to be looked at again"));
    }
    Case c = flows.begin(opened.get());
    if (!refs.isEmpty()) {
      String text = "Started: " + PlanWords.of(plan, policy) + " (flow " + c.flow() + ").";
      // Their siblings come with events of their own, and join the flow.
      notes.rewrite(group.arn(), refs, text);
    }
    return all(findings, plan, List.of(PlanWords.of(plan, policy)), c.flow());
  }

  static List<Verdict> all(List<Finding> findings, Plan plan, List<String> reasons, String flow) {
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
