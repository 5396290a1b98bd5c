package remediator.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.Finding;
import remediator.group.GroupArn;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.ledger.UnreadableRowException;

/**
 * Starts the flows of groups that wait, in their order, while there are places. Each is looked at
 * and planned anew: it may be another group by now.
 */
final class Line {
  private static final Set<String> NO_FLOW = Set.of("NOTHING", "REFUSED");

  private final Ledger ledger;
  private final Admission admission;
  private final GroupIntake groups;

  Line(Ledger ledger, Admission admission, GroupIntake groups) {
    this.ledger = ledger;
    this.admission = admission;
    this.groups = groups;
  }

  /** In every account and Region. */
  List<Verdict> callUpAll() {
    List<Verdict> verdicts = new ArrayList<>();
    ledger.rosters().firstInLines().forEach(group -> verdicts.addAll(callUp(group)));
    return verdicts;
  }

  /**
   * In one account and Region.
   *
   * @param group any of it
   */
  List<Verdict> callUp(GroupArn group) {
    List<Verdict> verdicts = new ArrayList<>();
    for (GroupArn next : inLine(group, verdicts)) {
      Optional<Case> waiting = waiting(next, verdicts);
      if (waiting.isEmpty()) {
        admission.leave(next);
        continue;
      }
      List<Verdict> some = groups.take(next, findings(waiting.get()));
      verdicts.addAll(some);
      if (some.stream().anyMatch(v -> v.flow().isEmpty() && !NO_FLOW.contains(v.decision()))) {
        return verdicts;
      }
    }
    return verdicts;
  }

  private List<GroupArn> inLine(GroupArn group, List<Verdict> verdicts) {
    try {
      return ledger.rosters().of(group).waiting();
    } catch (UnreadableRowException e) {
      verdicts.add(Verdict.ignored("", e.getMessage()));
      return List.of();
    }
  }

  /**
   * A group whose row cannot be read holds up nobody: it leaves the line, and its finding stays.
   */
  private Optional<Case> waiting(GroupArn group, List<Verdict> verdicts) {
    try {
      return ledger.find(group).filter(c -> c.state() == Case.State.WAITING);
    } catch (UnreadableRowException e) {
      verdicts.add(Verdict.ignored("", e.getMessage()));
      return Optional.empty();
    }
  }

  private static List<Finding> findings(Case c) {
    List<Finding> findings = new ArrayList<>();
    for (String control : c.controls()) {
      c.findings().forEach(ref -> findings.add(new Finding(ref, control, c.group(), "")));
    }
    return findings;
  }
}
