package remediator.remediation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.Finding;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.ledger.UnreadableRowException;
import remediator.plan.Plan.Decision;
import remediator.remediation.flow.ConcurrencyLimiter;

/**
 * Starts the flows of groups that wait, in their order, while there are places. Each is looked at
 * and planned anew: it may be another group by now.
 */
final class QueueProcessor {
  private static final Set<Decision> NO_FLOW = Set.of(Decision.NOTHING, Decision.REFUSED);

  private final Ledger ledger;
  private final ConcurrencyLimiter limiter;
  private final GroupRemediator groups;

  QueueProcessor(Ledger ledger, ConcurrencyLimiter limiter, GroupRemediator groups) {
    this.ledger = ledger;
    this.limiter = limiter;
    this.groups = groups;
  }

  /**
   * In one account and Region.
   *
   * @param group any of it
   */
  List<RemediationResult> callUp(GroupArn group) {
    List<RemediationResult> verdicts = new ArrayList<>();
    for (GroupArn next : inLine(group, verdicts)) {
      Optional<RemediationCase> waiting = waiting(next, verdicts);
      if (waiting.isEmpty()) {
        limiter.leave(next);
        continue;
      }
      List<RemediationResult> some = groups.take(next, findings(waiting.get()));
      verdicts.addAll(some);
      if (some.stream()
          .anyMatch(v -> v.flow().isEmpty() && v.decision().filter(NO_FLOW::contains).isEmpty())) {
        return verdicts;
      }
    }
    return verdicts;
  }

  private List<GroupArn> inLine(GroupArn group, List<RemediationResult> verdicts) {
    try {
      return ledger.rosters().of(group).waiting();
    } catch (UnreadableRowException e) {
      verdicts.add(RemediationResult.ignored("", e.getMessage()));
      return List.of();
    }
  }

  /**
   * A group whose row cannot be read holds up nobody: it leaves the line, and its finding stays.
   */
  private Optional<RemediationCase> waiting(GroupArn group, List<RemediationResult> verdicts) {
    try {
      return ledger.find(group).filter(c -> c.state() == RemediationCase.State.WAITING);
    } catch (UnreadableRowException e) {
      verdicts.add(RemediationResult.ignored("", e.getMessage()));
      return Optional.empty();
    }
  }

  private static List<Finding> findings(RemediationCase c) {
    List<Finding> findings = new ArrayList<>();
    String account = c.attribute(CaseAttribute.ACCOUNT_NAME).orElse("");
    for (String control : c.controls()) {
      c.findings().forEach(ref -> findings.add(new Finding(ref, control, c.group(), account, "")));
    }
    return findings;
  }
}
