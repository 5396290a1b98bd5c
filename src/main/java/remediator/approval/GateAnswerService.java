package remediator.approval;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.GateDecision;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Takes a decision: first into the ledger, where of all that come one wins, then to the state
 * machine. The task token is read from the ledger and goes nowhere else.
 */
final class GateAnswerService {
  /** What became of a decision. */
  enum Outcome {
    /** It counts. */
    TAKEN,
    /** Another was there before, and had not been handed over; now it is. */
    PASSED_ON,
    /** Another was there before, and was handed over then. */
    ANSWERED,
    /** The question is no longer open. */
    OVER,
    /** It could not be handed over; it can be tried again. */
    BUSY
  }

  private final Ledger ledger;
  private final SfnClient flows;

  GateAnswerService(Ledger ledger, SfnClient flows) {
    this.ledger = ledger;
    this.flows = flows;
  }

  /** Whether this very question waits for an answer; it may have got one a moment ago. */
  static boolean open(RemediationCase c, LinkToken token) {
    return c.running()
        && c.flow().equals(token.flow())
        && c.attribute(CaseAttribute.GATE).equals(Optional.of(token.gate()));
  }

  Outcome take(
      RemediationCase known, LinkToken token, DecisionForm decision, String way, String at) {
    RecordedDecision mine =
        new RecordedDecision(
            UUID.randomUUID().toString(),
            decision.decision(),
            decision.name(),
            way,
            decision.comment(),
            decision.choices(),
            at);
    RemediationCase after =
        ledger.change(
            known,
            c ->
                open(c, token) && RecordedDecision.of(c).isEmpty()
                    ? c.with(CaseAttribute.GATE_DECISION, mine.write())
                    : c);
    Optional<RecordedDecision> counts =
        open(after, token) ? RecordedDecision.of(after) : Optional.empty();
    if (counts.isEmpty()) {
      return Outcome.OVER;
    }
    boolean ours = counts.get().id().equals(mine.id());
    // One that was written down and perhaps never handed over is handed over by who comes next.
    return hand(after, counts.get(), ours);
  }

  private Outcome hand(RemediationCase c, RecordedDecision decision, boolean ours) {
    try {
      send(c.require(CaseAttribute.GATE_TOKEN), decision);
      return ours ? Outcome.TAKEN : Outcome.PASSED_ON;
    } catch (SfnException e) {
      // A clear no: nobody waits with that token. Whatever else may have been heard all the same.
      boolean clear = e.statusCode() < 500 && !e.isThrottlingException();
      return !clear ? Outcome.BUSY : ours ? withdraw(c, decision) : Outcome.ANSWERED;
    } catch (SdkClientException _) {
      return Outcome.BUSY;
    }
  }

  /** The state machine no longer waits with that token: it has gone on, or asks again just now. */
  private Outcome withdraw(RemediationCase c, RecordedDecision decision) {
    RemediationCase after =
        ledger.change(
            c,
            now ->
                RecordedDecision.of(now).filter(d -> d.id().equals(decision.id())).isPresent()
                    ? now.without(CaseAttribute.GATE_DECISION)
                    : now);
    boolean asksAgain =
        after.running()
            && after.flow().equals(c.flow())
            && after.attribute(CaseAttribute.GATE).equals(c.attribute(CaseAttribute.GATE));
    return asksAgain ? Outcome.BUSY : Outcome.OVER;
  }

  private void send(String task, RecordedDecision d) {
    if (d.decision() == GateDecision.APPROVED) {
      String output =
          StrictJson.write(
              Map.of(
                  "decision", d.decision().word(), "comment", d.comment(), "choices", d.choices()));
      flows.sendTaskSuccess(r -> r.taskToken(task).output(output));
    } else {
      flows.sendTaskFailure(r -> r.taskToken(task).error("Rejected").cause(d.comment()));
    }
  }
}
