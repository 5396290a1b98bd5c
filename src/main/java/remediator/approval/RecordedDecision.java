package remediator.approval;

import java.util.Map;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.GateDecision;

/**
 * A decision that was made on the page or in the console, as the ledger keeps it until the flow
 * goes on.
 *
 * @param id tells two decisions that came at the same time apart
 * @param decision yes or no
 * @param name what the person typed; nobody checks it
 * @param way which way it came, such as: on the page, from 203.0.113.7
 * @param at ISO-8601
 */
public record RecordedDecision(
    String id,
    GateDecision decision,
    String name,
    String way,
    String comment,
    Map<String, String> choices,
    String at) {
  public RecordedDecision {
    choices = Map.copyOf(choices);
  }

  /** The decision on the question that is open, if there is one. */
  static Optional<RecordedDecision> of(RemediationCase c) {
    return c.attribute(CaseAttribute.GATE_DECISION)
        .map(_ -> c.require(CaseAttribute.GATE_DECISION, RecordedDecision.class));
  }

  /** Who answered the gate that is being left, and how, as far as it can be known. */
  public static String how(RemediationCase c, GateDecision decision) {
    if (decision == GateDecision.EXPIRED) {
      return "because nobody answered";
    }
    return of(c)
        .filter(d -> d.decision() == decision)
        .map(RecordedDecision::who)
        .orElse("by command; CloudTrail tells by whom, at SendTaskSuccess or SendTaskFailure");
  }

  /** Such as: by "Ann" on the page, from 203.0.113.7 at 2026-11-02T09:00:00Z. */
  String who() {
    return "by \"" + name + "\" " + way + " at " + at;
  }

  String write() {
    return StrictJson.write(this);
  }
}
