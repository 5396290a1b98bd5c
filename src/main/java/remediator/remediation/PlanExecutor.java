package remediator.remediation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.Finding;
import remediator.finding.FindingId;
import remediator.group.CacheGroup;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.Ledger;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase;
import remediator.notification.FindingUpdater;
import remediator.notification.Notifier;
import remediator.owner.OwnerRecipients;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Plan.Decision;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.remediation.flow.FailureBackoff;
import remediator.remediation.flow.FlowRecovery;
import remediator.workflow.StepExecutor;

/** Does what a plan says: nothing, tell why not, or take the lock and start a flow. */
final class PlanExecutor {
  private final Ledger ledger;
  private final FlowRecovery flows;
  private final RunningFlowHandler underWay;
  private final FailureBackoff backoff;
  private final QueuedCases queued;
  private final StepExecutor steps;
  private final FindingUpdater updater;
  private final PlanReporter told;

  PlanExecutor(
      Ledger ledger,
      FlowRecovery flows,
      RunningFlowHandler underWay,
      FailureBackoff backoff,
      QueuedCases queued,
      StepExecutor steps,
      FindingUpdater updater,
      Notifier notifier) {
    this.ledger = ledger;
    this.flows = flows;
    this.underWay = underWay;
    this.backoff = backoff;
    this.queued = queued;
    this.steps = steps;
    this.updater = updater;
    this.told = new PlanReporter(queued, updater, notifier);
  }

  /**
   * @param known the group's case as it has just been read
   * @param network where the group stands, as {@link NewCaseFactory#network} tells
   */
  List<RemediationResult> of(
      Plan plan,
      CacheGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<RemediationCase> known,
      Optional<String> network) {
    return switch (plan) {
      case Plan.Nothing nothing -> {
        queued.end(known, nothing.why());
        yield all(findings, plan, List.of(nothing.why()), "");
      }
      case Plan.Refused refused -> told.refused(refused, group, findings, known);
      case Plan.OnlineTls _, Plan.UpgradeThenTls _, Plan.Replace _, Plan.RollBackTls _ ->
          policy.is(PolicySetting.MODE, PolicySetting.PLAN_ONLY)
              ? told.planOnly(plan, group, policy, findings, known)
              : act(plan, group, policy, findings, known, network);
    };
  }

  /** The group is gone. */
  void nothingLeft(Optional<RemediationCase> known) {
    queued.end(known, "the replication group no longer exists");
  }

  private List<RemediationResult> act(
      Plan plan,
      CacheGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<RemediationCase> known,
      Optional<String> network) {
    Set<String> controls = NewCaseFactory.answered(plan, group, policy);
    List<FindingId> refs = NewCaseFactory.references(findings, controls);
    Optional<String> hold = backoff.hold(known, controls, policy, refs);
    if (hold.isPresent()) {
      queued.end(known, hold.get());
      return findings.stream()
          .map(f -> verdict(f, Decision.REFUSED, List.of(hold.get()), ""))
          .toList();
    }
    NewCase newCase = NewCaseFactory.of(plan, group, policy, controls, findings, network);
    Optional<String> wait = queued.need(newCase, known);
    if (wait.isPresent()) {
      return all(findings, plan, List.of(wait.get()), "");
    }
    // What breaks nobody is done at once, after the old endpoints are recorded.
    boolean asked =
        policy.is(PolicySetting.GATE_PREFERRED, "ask")
            && group.transit() == TransitEncryptionMode.NONE;
    Optional<RemediationCase> opened =
        plan instanceof Plan.OnlineTls && !asked
            ? steps.beginTls(newCase, known, group)
            : ledger.tryStart(newCase, known);
    if (opened.isEmpty()) {
      // Another invocation was faster by a moment.
      return ledger
          .find(group.arn())
          .filter(RemediationCase::running)
          .map(c -> underWay.join(c, findings))
          .orElseThrow(
              () -> new IllegalStateException("a flow has just ended; to be looked at again"));
    }
    RemediationCase c = flows.begin(opened.get());
    if (!refs.isEmpty()) {
      String text = "Started: " + PlanDescriptions.of(plan, policy) + " (flow " + c.flow() + ").";
      // Their siblings come with events of their own, and join the flow.
      updater.rewrite(group.arn(), refs, text + owner(policy) + mind(plan, group));
    }
    List<RemediationResult> results = new ArrayList<>();
    for (Finding finding : findings) {
      List<String> reasons = new ArrayList<>(List.of(PlanDescriptions.of(plan, policy)));
      if (!controls.contains(finding.control())) {
        String open = open(finding, c.flow());
        updater.remark(group.arn(), List.of(finding.reference()), open + ".");
        reasons.add(open);
      }
      results.add(verdict(finding, plan.decision(), reasons, c.flow()));
    }
    return results;
  }

  /** Whom the owner's tag names. */
  private static String owner(Policy policy) {
    OwnerRecipients owner = OwnerRecipients.of(policy.get(PolicySetting.NOTIFY));
    return owner.isNamed() ? " Questions and results go to " + owner.value() + "." : "";
  }

  /** What the owner should know of the group, besides the plan. */
  private static String mind(Plan plan, CacheGroup group) {
    List<String> cautions = Planner.cautions(plan, group);
    return cautions.isEmpty() ? "" : " Mind: " + String.join("; ", cautions) + ".";
  }

  /** The plan does another control's work first. */
  private static String open(Finding finding, String flow) {
    return "Not answered yet: the group is not "
        + Control.of(finding.control()).requirement()
        + ", and the flow "
        + flow
        + " does not make it so. This finding stays open, and is looked at again once that flow has"
        + " ended";
  }

  static List<RemediationResult> all(
      List<Finding> findings, Plan plan, List<String> reasons, String flow) {
    return findings.stream().map(f -> verdict(f, plan.decision(), reasons, flow)).toList();
  }

  static RemediationResult verdict(
      Finding finding, Decision decision, List<String> reasons, String flow) {
    return new RemediationResult(
        finding.reference().id(),
        finding.control(),
        finding.group().toString(),
        Optional.of(decision),
        reasons,
        flow);
  }
}
