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
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

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
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException _) {
      // The flow has gone on, perhaps by this very answer, whose own answer was lost; or it asks
      // again just now. The record stays either way: OpenGate drops it with the old token.
      if (!ours) {
        return Outcome.ANSWERED;
      }
      boolean open =
          ledger
              .find(c.group())
              .filter(now -> now.running() && now.flow().equals(c.flow()))
              .map(now -> now.attribute(CaseAttribute.GATE).equals(c.attribute(CaseAttribute.GATE)))
              .orElse(false);
      return open ? Outcome.BUSY : Outcome.OVER;
    } catch (SfnException e) {
      if (e.statusCode() < 500 && !e.isThrottlingException()) {
        // Such as a right that is missing: somebody else must mend it, and is told by the alarm.
        throw e;
      }
      return Outcome.BUSY;
    } catch (SdkClientException _) {
      return Outcome.BUSY;
    }
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
