package remediator.approval;

import java.util.Optional;
import remediator.ledger.RemediationCase;

/** How a question was answered, as far as the ledger knows. */
final class DecisionHistory {
  private DecisionHistory() {}

  /** A sentence; empty where it has not been answered, or in an earlier flow. */
  static Optional<String> how(RemediationCase c, LinkToken token) {
    if (!c.flow().equals(token.flow())) {
      return Optional.empty();
    }
    if (GateAnswerService.open(c, token)) {
      return RecordedDecision.of(c).map(d -> sentence(d.decision() + " " + d.who()));
    }
    String start = "gate " + token.gate() + ": ";
    return c.history().stream()
        .map(RemediationCase.Entry::text)
        .filter(t -> t.startsWith(start + "approved") || t.startsWith(start + "rejected"))
        .reduce((_, last) -> last)
        .map(t -> sentence(t.substring(start.length())));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
