package remediator.workflow.guard;

import java.time.Instant;
import java.util.Map;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Gate;

/** The answers that a flow's gates were given, as the ledger keeps them: how, when and by whom. */
public final class GateAnswers {
  /** One, with its time in ISO-8601. */
  private record Answer(String decision, String at, String how) {}

  private GateAnswers() {}

  /**
   * Returns the case with an answer on record.
   *
   * @param how who answered, and by which way
   */
  static RemediationCase record(
      RemediationCase c, String gate, String decision, Instant at, String how) {
    Map<String, Answer> all = read(c);
    all.put(gate, new Answer(decision, at.toString(), how));
    return c.with(CaseAttribute.GATE_ANSWERS, StrictJson.write(all));
  }

  /** Whether the flow's record says that this gate was approved. */
  public static boolean isApproved(RemediationCase c, Gate gate) {
    Answer answer = read(c).get(gate.key());
    return answer != null && "approved".equals(answer.decision());
  }

  private static Map<String, Answer> read(RemediationCase c) {
    return c.map(CaseAttribute.GATE_ANSWERS, Answer.class);
  }
}
