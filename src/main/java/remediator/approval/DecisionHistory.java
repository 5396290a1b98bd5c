package remediator.approval;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import remediator.ledger.RemediationCase;
import remediator.notification.GateDecision;

/** How a question was answered, as far as the ledger knows. */
final class DecisionHistory {
  private static final Set<GateDecision> BY_A_PERSON =
      EnumSet.of(GateDecision.APPROVED, GateDecision.REJECTED);

  private DecisionHistory() {}

  /** A sentence; empty where it has not been answered, or in an earlier flow. */
  static Optional<String> how(RemediationCase c, LinkToken token) {
    if (!c.flow().equals(token.flow())) {
      return Optional.empty();
    }
    if (GateAnswerService.open(c, token)) {
      return RecordedDecision.of(c).map(d -> sentence(d.decision(), d.who()));
    }
    return GateAnswers.find(c, token.gate())
        .filter(a -> BY_A_PERSON.contains(a.decision()))
        .map(a -> sentence(a.decision(), a.how()));
  }

  private static String sentence(GateDecision decision, String how) {
    String word = decision.word();
    return Character.toUpperCase(word.charAt(0)) + word.substring(1) + " " + how + ".";
  }
}
