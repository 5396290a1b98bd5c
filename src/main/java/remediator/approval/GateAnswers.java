package remediator.approval;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Gate;
import remediator.notification.GateDecision;

/** The answers that a flow's gates were given, as the ledger keeps them: how, when and by whom. */
public final class GateAnswers {
  /** One, with its time in ISO-8601. */
  record Answer(GateDecision decision, String at, String how) {}

  private GateAnswers() {}

  /**
   * Returns the case with an answer on record.
   *
   * @param how who answered, and by which way
   */
  public static RemediationCase record(
      RemediationCase c, Gate gate, GateDecision decision, Instant at, String how) {
    Map<String, Answer> all = read(c);
    all.put(gate.key(), new Answer(decision, at.toString(), how));
    return c.with(CaseAttribute.GATE_ANSWERS, StrictJson.write(all));
  }

  /** Whether the flow's record says that this gate was approved. */
  public static boolean isApproved(RemediationCase c, Gate gate) {
    return find(c, gate.key()).filter(a -> a.decision() == GateDecision.APPROVED).isPresent();
  }

  /** The last one that this gate was given; empty where it has had none. */
  static Optional<Answer> find(RemediationCase c, String gate) {
    return Optional.ofNullable(read(c).get(gate));
  }

  private static Map<String, Answer> read(RemediationCase c) {
    return c.map(CaseAttribute.GATE_ANSWERS, Answer.class);
  }
}
