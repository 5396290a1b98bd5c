package remediator.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.finding.Finding;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.Setting;

/** Plans that change nothing: people are told why not, or what would be done. */
final class OnlyTold {
  private final Waiting waiting;
  private final FindingNotes notes;
  private final Notices notices;

  OnlyTold(Waiting waiting, FindingNotes notes, Notices notices) {
    this.waiting = waiting;
    this.notes = notes;
    this.notices = notices;
  }

  /** What goes away by itself is not noted: the finding must stay NEW to be looked at again. */
  List<Verdict> refused(
      Plan.Refused plan, ReplicationGroup group, List<Finding> findings, Optional<Case> known) {
    List<String> reasons = plan.refusals().stream().map(Plan.Refusal::toString).toList();
    if (!plan.passing()) {
      waiting.end(known, String.join("; ", reasons));
      note(group, findings, "Not remediated. " + String.join("; ", reasons));
    }
    return PlanOutcome.all(findings, plan, reasons, "");
  }

  List<Verdict> planOnly(
      Plan plan,
      ReplicationGroup group,
      Policy policy,
      List<Finding> findings,
      Optional<Case> known) {
    waiting.end(known, "the policy says plan-only");
    String text =
        "Plan only: "
            + PlanWords.of(plan, policy)
            + ". Set "
            + Setting.MODE.key()
            + " to act to have it done.";
    List<String> problems = notices.tell(PlanNotice.of(plan, group.arn(), text));
    if (!problems.isEmpty()) {
      text = text + " (" + String.join("; ", problems) + ")";
    }
    note(group, findings, text);
    return PlanOutcome.all(findings, plan, List.of(text), "");
  }

  private void note(ReplicationGroup group, List<Finding> findings, String text) {
    Set<String> controls =
        findings.stream().map(Finding::control).collect(Collectors.toUnmodifiableSet());
    notes.write(group.arn(), controls, findings.stream().map(Finding::reference).toList(), text);
  }
}
