package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;
import remediator.notice.Gate;
import remediator.notice.GateNotice;
import remediator.notice.PlanDocument;
import remediator.plan.Setting;
import remediator.step.Answer.Done;

/**
 * Opens a gate: writes it down, and asks. The state machine waits for the task token; whoever has
 * it answers. A repeated call with the same token asks nobody twice. A call for the same gate with
 * another token is the reminder: what was asked and until when stays.
 */
final class Ask implements Step {
  @Override
  public Answer run(Work work) {
    String key = work.input().gate();
    Gate gate =
        Gate.of(key)
            .orElseThrow(() -> new IllegalArgumentException("there is no gate \"" + key + "\""));
    String token = work.input().token();
    if (token.isEmpty()) {
      throw new IllegalArgumentException("the gate " + key + " has no task token");
    }
    Case now = work.now();
    if (now.fact(Fact.GATE_TOKEN).equals(Optional.of(token))) {
      return watched(gate, work);
    }
    if (gate == Gate.REQUIRED) {
      work.state(work.group()).ifPresent(s -> SwitchTls.seen(work, s));
      Sight.of(work.input().last().get("seen")).ifPresent(seen -> Quiet.note(work, seen));
    }
    if (gate == Gate.UPGRADE) {
      ParameterCopies.settleName(work);
    }
    boolean again = now.fact(Fact.GATE).equals(Optional.of(key));
    boolean open = again && gate != Gate.REQUIRED;
    int times = !again ? 1 : open ? 2 : HalfDone.again(work);
    Instant until =
        open
            ? Instant.parse(now.need(Fact.GATE_UNTIL))
            : work.instant().plus(Duration.ofDays(work.policy().days(patience(gate))));
    if (times == 1) {
      publish(gate, work);
    }
    PlanDocument plan = new GatePlan(gate, work).make(until.toString(), times);
    Optional<String> link = work.tools().links().to(work.group(), now.flow(), key, until);
    List<String> problems =
        work.tools().notices().tell(GateNotice.of(plan, link, work.tools().terminal()));
    if (gate == Gate.REQUIRED) {
      Stages.reached(work, TlsStage.CLIENTS_MOVING);
      HalfDone.note(work, times, until);
    }
    if (gate == Gate.AUTH) {
      AuthWords.note(work, until);
    }
    // After the message: a call that dies between the two asks twice rather than never.
    Instant at = work.instant();
    String text = open ? "gate " + key + ": reminded" : "gate " + key + " is open until " + until;
    work.remember(
        c -> {
          Case asked =
              c.with(Fact.GATE, key)
                  .with(Fact.GATE_TOKEN, token)
                  .with(Fact.GATE_UNTIL, until.toString())
                  .with(Fact.GATE_PLAN, StrictJson.write(plan))
                  .with(Fact.ASKED_TIMES, Integer.toString(times))
                  .noting(at, text);
          for (String problem : problems) {
            asked = asked.noting(at, problem);
          }
          return asked;
        });
    return watched(gate, work);
  }

  /** Whoever is asked to move finds where to. */
  private static void publish(Gate gate, Work work) {
    boolean moving = gate == Gate.REQUIRED || gate == Gate.CUT_OVER;
    if (moving && work.now().fact(Fact.NEW_ENDPOINTS).isPresent()) {
      PublishEndpoints.publish(work);
    }
  }

  /** From here on somebody looks at the clients, until the gate is answered. */
  private static Answer watched(Gate gate, Work work) {
    if (gate == Gate.REQUIRED) {
      Watch.start(work);
    }
    return new Done();
  }

  private static Setting patience(Gate gate) {
    return gate == Gate.REQUIRED ? Setting.PREFERRED_DAYS : Setting.GATE_DAYS;
  }
}
