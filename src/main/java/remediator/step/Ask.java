package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.notice.GateNotice;
import remediator.notice.PlanDocument;
import remediator.notice.PlanJson;
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
    String key = work.text("ask");
    Gate gate =
        Gate.of(key)
            .orElseThrow(() -> new IllegalArgumentException("there is no gate \"" + key + "\""));
    String token = work.text("token");
    if (token.isEmpty()) {
      throw new IllegalArgumentException("the gate " + key + " has no task token");
    }
    Case now = work.now();
    if (now.fact(Fact.GATE_TOKEN).equals(Optional.of(token))) {
      return new Done();
    }
    boolean reminder = now.fact(Fact.GATE).equals(Optional.of(key));
    Instant until =
        reminder
            ? Instant.parse(now.need(Fact.GATE_UNTIL))
            : work.instant().plus(Duration.ofDays(work.policy().days(Setting.GATE_DAYS)));
    PlanDocument plan = new GatePlan(gate, work).make(until.toString());
    Optional<String> link = work.tools().links().to(work.group(), now.attempt(), key, until);
    List<String> problems =
        work.tools().notices().tell(GateNotice.of(plan, link, work.tools().terminal(), reminder));
    // After the message: a call that dies between the two asks twice rather than never.
    Instant at = work.instant();
    String text =
        reminder ? "gate " + key + ": reminded" : "gate " + key + " is open until " + until;
    work.remember(
        c -> {
          Case open =
              c.with(Fact.GATE, key)
                  .with(Fact.GATE_TOKEN, token)
                  .with(Fact.GATE_UNTIL, until.toString())
                  .with(Fact.GATE_PLAN, PlanJson.write(plan))
                  .noting(at, text);
          for (String problem : problems) {
            open = open.noting(at, problem);
          }
          return open;
        });
    return new Done();
  }
}
