package remediator.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Gate;

/** The answers that a flow's gates were given, as the ledger keeps them: how, when and by whom. */
final class GateAnswers {
  private static final String DECISION = "decision";

  private GateAnswers() {}

  /**
   * Returns the case with an answer on record.
   *
   * @param how who answered, and by which way
   */
  static Case record(Case c, String gate, String decision, Instant at, String how) {
    Map<String, Object> all = read(c);
    all.put(gate, Map.of(DECISION, decision, "at", at.toString(), "how", how));
    return c.with(Fact.GATE_ANSWERS, Json.write(all));
  }

  /** Whether the flow's record says that this gate was approved. */
  static boolean isApproved(Case c, Gate gate) {
    return read(c).get(gate.key()) instanceof Map<?, ?> answer
        && "approved".equals(answer.get(DECISION));
  }

  private static Map<String, Object> read(Case c) {
    Optional<String> written = c.fact(Fact.GATE_ANSWERS);
    if (written.isEmpty()) {
      return new TreeMap<>();
    }
    try {
      return new TreeMap<>(Json.readObject(written.get().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the ledger's GATE_ANSWERS of " + c.group().id() + " cannot be read", e);
    }
  }
}
