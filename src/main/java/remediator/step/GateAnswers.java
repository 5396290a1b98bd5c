package remediator.step;

import java.time.Instant;
import java.util.Map;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Gate;

/** The answers that a flow's gates were given, as the ledger keeps them: how, when and by whom. */
final class GateAnswers {
  /** One, with its time in ISO-8601. */
  private record Answer(String decision, String at, String how) {}

  private GateAnswers() {}

  /**
   * Returns the case with an answer on record.
   *
   * @param how who answered, and by which way
   */
  static Case record(Case c, String gate, String decision, Instant at, String how) {
    Map<String, Answer> all = read(c);
    all.put(gate, new Answer(decision, at.toString(), how));
    return c.with(Fact.GATE_ANSWERS, StrictJson.write(all));
  }

  /** Whether the flow's record says that this gate was approved. */
  static boolean isApproved(Case c, Gate gate) {
    Answer answer = read(c).get(gate.key());
    return answer != null && "approved".equals(answer.decision());
  }

  private static Map<String, Answer> read(Case c) {
    return c.map(Fact.GATE_ANSWERS, Answer.class);
  }
}
