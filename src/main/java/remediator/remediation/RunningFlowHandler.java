package remediator.remediation;

import java.util.ArrayList;
import java.util.List;
import remediator.finding.Finding;
import remediator.finding.FindingId;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.FindingUpdater;
import remediator.plan.Plan.Decision;
import remediator.remediation.flow.FlowRecovery;

/**
 * Findings on a group that a flow works on. What the group looks like meanwhile tells nothing new:
 * it is busy because of us. But does it work? That is looked at, and made good where it does not.
 */
final class RunningFlowHandler {
  private final Ledger ledger;
  private final FlowRecovery recovery;
  private final FindingUpdater updater;

  RunningFlowHandler(Ledger ledger, FlowRecovery recovery, FindingUpdater updater) {
    this.ledger = ledger;
    this.recovery = recovery;
    this.updater = updater;
  }

  List<RemediationResult> join(RemediationCase c, List<Finding> findings) {
    List<Finding> answered =
        findings.stream().filter(f -> c.controls().contains(f.control())).toList();
    FlowRecovery.Outcome found = recovery.look(c).orElse(new FlowRecovery.Outcome(words(c), false));
    if (found.settled()) {
      return settled(c, found.text(), findings);
    }
    String words = found.text();
    if (!answered.isEmpty()) {
      note(c, "Under way: " + words, answered.stream().map(Finding::reference).toList());
    }
    List<RemediationResult> verdicts = new ArrayList<>();
    for (Finding finding : findings) {
      verdicts.add(
          answered.contains(finding)
              ? PlanExecutor.verdict(finding, c.decision(), List.of(words), c.flow())
              : PlanExecutor.verdict(
                  finding,
                  Decision.REFUSED,
                  List.of(
                      words(c)
                          + ", which does not answer "
                          + finding.control()
                          + ": it is looked at again at the next evaluation"),
                  ""));
    }
    return verdicts;
  }

  /** Whoever reads that looks first; then the finding is sent again. */
  private List<RemediationResult> settled(RemediationCase c, String words, List<Finding> findings) {
    note(c, words, findings.stream().map(Finding::reference).toList());
    return findings.stream()
        .map(f -> PlanExecutor.verdict(f, Decision.REFUSED, List.of(words), ""))
        .toList();
  }

  private void note(RemediationCase c, String words, List<FindingId> findings) {
    FindingUpdater.Result result = updater.write(c.group(), c.controls(), findings, words + ".");
    ledger.change(c, now -> now.flow().equals(c.flow()) ? now.withFindings(result.written()) : now);
  }

  private static String words(RemediationCase c) {
    return "the flow " + c.flow() + " works on " + c.group().id();
  }
}
