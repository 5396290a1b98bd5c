package remediator.page;

import java.util.Optional;
import remediator.ledger.Case;

/** How a question was answered, as far as the ledger knows. */
final class Answered {
  private Answered() {}

  /** A sentence; empty where it has not been answered, or in an earlier flow. */
  static Optional<String> how(Case c, PageToken token) {
    if (!c.flow().equals(token.flow())) {
      return Optional.empty();
    }
    if (Verdicts.open(c, token)) {
      return PageDecision.of(c).map(d -> sentence(d.decision() + " " + d.who()));
    }
    String start = "gate " + token.gate() + ": ";
    return c.history().stream()
        .map(Case.Entry::text)
        .filter(t -> t.startsWith(start + "approved") || t.startsWith(start + "rejected"))
        .reduce((_, last) -> last)
        .map(t -> sentence(t.substring(start.length())));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
