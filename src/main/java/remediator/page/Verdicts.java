package remediator.page;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Takes a decision: first into the ledger, where of all that come one wins, then to the state
 * machine. The task token is read from the ledger and goes nowhere else.
 */
final class Verdicts {
  /** What became of a decision. */
  enum Outcome {
    /** It counts. */
    TAKEN,
    /** Another was there before. */
    ANSWERED,
    /** The question is no longer open. */
    OVER,
    /** It could not be handed over; it can be tried again. */
    BUSY
  }

  private final Ledger ledger;
  private final SfnClient flows;

  Verdicts(Ledger ledger, SfnClient flows) {
    this.ledger = ledger;
    this.flows = flows;
  }

  /** Whether this very question waits for an answer; it may have got one a moment ago. */
  static boolean open(Case c, PageToken token) {
    return c.running()
        && c.flow().equals(token.flow())
        && c.fact(Fact.GATE).equals(Optional.of(token.gate()));
  }

  Outcome take(Case known, PageToken token, Decision decision, String address, String at) {
    PageDecision mine =
        new PageDecision(
            UUID.randomUUID().toString(),
            decision.decision(),
            decision.name(),
            address,
            decision.comment(),
            decision.choices(),
            at);
    Case after =
        ledger.change(
            known,
            c ->
                open(c, token) && PageDecision.of(c).isEmpty()
                    ? c.with(Fact.GATE_DECISION, mine.write())
                    : c);
    Optional<PageDecision> counts = open(after, token) ? PageDecision.of(after) : Optional.empty();
    if (counts.isEmpty()) {
      return Outcome.OVER;
    }
    boolean ours = counts.get().id().equals(mine.id());
    // One that was written down and perhaps never handed over is handed over by who comes next.
    return hand(after, counts.get(), ours);
  }

  private Outcome hand(Case c, PageDecision decision, boolean ours) {
    try {
      send(c.need(Fact.GATE_TOKEN), decision);
      return ours ? Outcome.TAKEN : Outcome.ANSWERED;
    } catch (SfnException e) {
      // A clear no: nobody waits with that token. Whatever else may have been heard all the same.
      boolean clear = e.statusCode() < 500 && !e.isThrottlingException();
      return !clear ? Outcome.BUSY : ours ? withdraw(c, decision) : Outcome.ANSWERED;
    } catch (SdkClientException _) {
      return Outcome.BUSY;
    }
  }

  /** The state machine no longer waits with that token: it has gone on, or asks again just now. */
  private Outcome withdraw(Case c, PageDecision decision) {
    Case after =
        ledger.change(
            c,
            now ->
                PageDecision.of(now).filter(d -> d.id().equals(decision.id())).isPresent()
                    ? now.without(Fact.GATE_DECISION)
                    : now);
    boolean asksAgain =
        after.running()
            && after.flow().equals(c.flow())
            && after.fact(Fact.GATE).equals(c.fact(Fact.GATE));
    return asksAgain ? Outcome.BUSY : Outcome.OVER;
  }

  private void send(String task, PageDecision d) {
    if (d.decision().equals("approved")) {
      String output =
          StrictJson.write(
              Map.of("decision", "approved", "comment", d.comment(), "choices", d.choices()));
      flows.sendTaskSuccess(r -> r.taskToken(task).output(output));
    } else {
      flows.sendTaskFailure(r -> r.taskToken(task).error("Rejected").cause(d.comment()));
    }
  }
}
