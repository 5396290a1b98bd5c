package remediator.remediation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.finding.Finding;
import remediator.finding.FindingId;
import remediator.group.CacheGroup;
import remediator.ledger.RemediationCase;
import remediator.notification.FindingUpdater;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.owner.OwnerRecipients;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/** Plans that change nothing: people are told why not, or what would be done. */
final class PlanReporter {
  private final QueuedCases queued;
  private final FindingUpdater updater;
  private final Notifier notifier;

  PlanReporter(QueuedCases queued, FindingUpdater updater, Notifier notifier) {
    this.queued = queued;
    this.updater = updater;
    this.notifier = notifier;
  }

  /** What goes away by itself is not noted: the finding must stay NEW to be looked at again. */
  List<RemediationResult> refused(
      Plan.Refused plan,
      CacheGroup group,
      List<Finding> findings,
      Optional<RemediationCase> known) {
    List<String> reasons =
        plan.blockers().stream()
            .map(
                b ->
                    plan.isTransient()
                        ? b + "; it is looked at again at the next evaluation"
                        : b.toString())
            .toList();
    if (plan.isTransient()) {
      return PlanExecutor.all(findings, plan, reasons, "");
    }
    queued.end(known, String.join("; ", reasons));
    // The note is all that tells it.
    FindingUpdater.Result noted = note(group, findings, RefusalNote.of(plan, updater.messages()));
    List<FindingId> all = references(findings);
    return findings.stream()
        .map(
            f ->
                PlanExecutor.verdict(f, plan.decision(), reasons, "")
                    .withUntold(noted.problemsOf(f.reference(), all)))
        .toList();
  }

  List<RemediationResult> planOnly(
      Plan plan,
      CacheGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<RemediationCase> known) {
    queued.end(known, "the policy says plan-only");
    String text = "Plan only: " + PlanDescriptions.of(plan, policy) + ". " + whyOnlyPlanned(policy);
    List<String> problems =
        new ArrayList<>(
            notifier.send(
                Notification.plain(
                    Notification.Type.PLAN_ONLY,
                    group.arn(),
                    group.arn().id() + ": plan",
                    text,
                    Map.of("decision", plan.decision().name())),
                OwnerRecipients.of(policy.get(PolicySetting.NOTIFY))));
    problems.addAll(note(group, findings, withProblems(text, problems)).problems());
    return PlanExecutor.all(findings, plan, List.of(withProblems(text, problems)), "");
  }

  private static String whyOnlyPlanned(Policy policy) {
    return policy.restraints().isEmpty()
        ? "Set " + PolicySetting.MODE.key() + " to act to have it done."
        : "Nothing is done because "
            + policy.restraints().stream()
                .map(Policy.Restraint::reason)
                .collect(Collectors.joining("; and because "))
            + ".";
  }

  private static String withProblems(String text, List<String> problems) {
    return problems.isEmpty() ? text : text + " (" + String.join("; ", problems) + ")";
  }

  private FindingUpdater.Result note(CacheGroup group, List<Finding> findings, String text) {
    Set<String> controls =
        findings.stream().map(Finding::control).collect(Collectors.toUnmodifiableSet());
    return updater.write(group.arn(), controls, references(findings), text);
  }

  private static List<FindingId> references(List<Finding> findings) {
    return findings.stream().map(Finding::reference).toList();
  }
}
