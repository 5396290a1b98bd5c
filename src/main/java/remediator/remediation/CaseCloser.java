package remediator.remediation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.finding.Finding;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.ledger.RemediationCase.State;
import remediator.ledger.UnreadableRowException;
import remediator.plan.Plan.Decision;

/**
 * Closes a case when Security Hub itself says so: the control PASSED, or the finding was archived
 * since the group is gone. While a flow runs it is only written down: ElastiCache.5 passes at
 * {@code preferred} already, which is half done.
 */
final class CaseCloser {
  private final Ledger ledger;
  private final InstantSource clock;

  CaseCloser(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Where the ledger cannot be read, nothing is closed. */
  RemediationResult close(Finding finding, String why) {
    try {
      return close(ledger.find(finding.group()), finding, why);
    } catch (UnreadableRowException e) {
      return verdict(finding, why + "; " + e.getMessage());
    }
  }

  private RemediationResult close(Optional<RemediationCase> known, Finding finding, String why) {
    if (known.isEmpty() || !known.get().controls().contains(finding.control())) {
      return verdict(finding, why + "; there is no case of it");
    }
    if (known.get().state() == State.CLOSED) {
      return verdict(finding, why + "; its case is closed already");
    }
    Instant at = clock.instant();
    String line = finding.control() + ": " + why;
    RemediationCase now =
        ledger.change(
            known.get(),
            c -> {
              boolean told = c.history().stream().anyMatch(e -> e.text().equals(line));
              RemediationCase noted = told ? c : c.withHistory(at, line);
              return noted.state() == State.DONE || noted.state() == State.WAITING
                  ? noted.withState(State.CLOSED)
                  : noted;
            });
    return verdict(
        finding,
        now.state() == State.CLOSED
            ? why + "; the case is closed"
            : why + "; the case stays open, since its flow has not ended with the group encrypted");
  }

  private static RemediationResult verdict(Finding finding, String reason) {
    return new RemediationResult(
        finding.reference().id(),
        finding.control(),
        finding.group().toString(),
        Optional.of(Decision.NOTHING),
        List.of(reason),
        "");
  }
}
