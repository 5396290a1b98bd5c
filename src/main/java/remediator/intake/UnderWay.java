package remediator.intake;

import java.util.ArrayList;
import java.util.List;
import remediator.finding.Finding;
import remediator.finding.FindingRef;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;

/**
 * Findings on a group that a flow works on. What the group looks like meanwhile tells nothing new:
 * it is busy because of us. But does it work? That is looked at, and made good where it does not.
 */
final class UnderWay {
  private final Ledger ledger;
  private final TakeOver takeOver;
  private final FindingNotes notes;

  UnderWay(Ledger ledger, TakeOver takeOver, FindingNotes notes) {
    this.ledger = ledger;
    this.takeOver = takeOver;
    this.notes = notes;
  }

  List<Verdict> join(Case c, List<Finding> findings) {
    List<Finding> answered =
        findings.stream().filter(f -> c.controls().contains(f.control())).toList();
    TakeOver.Outcome found = takeOver.look(c).orElse(new TakeOver.Outcome(words(c), false));
    if (found.settled()) {
      return settled(c, found.text(), findings);
    }
    String words = found.text();
    if (!answered.isEmpty()) {
      note(c, "Under way: " + words, answered.stream().map(Finding::reference).toList());
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Finding finding : findings) {
      verdicts.add(
          answered.contains(finding)
              ? PlanOutcome.verdict(finding, c.decision(), List.of(words), c.flow())
              : PlanOutcome.verdict(
                  finding,
                  "REFUSED",
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
  private List<Verdict> settled(Case c, String words, List<Finding> findings) {
    note(c, words, findings.stream().map(Finding::reference).toList());
    return findings.stream()
        .map(f -> PlanOutcome.verdict(f, "REFUSED", List.of(words), ""))
        .toList();
  }

  private void note(Case c, String words, List<FindingRef> findings) {
    FindingNotes.Result result = notes.write(c.group(), c.controls(), findings, words + ".");
    ledger.change(
        c.group(), now -> now.flow().equals(c.flow()) ? now.knowing(result.written()) : now);
  }

  private static String words(Case c) {
    return "the flow " + c.flow() + " works on " + c.group().id();
  }
}
