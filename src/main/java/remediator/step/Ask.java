package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;
import remediator.notice.ClientGuide;
import remediator.notice.Gate;
import remediator.notice.GateMessage;
import remediator.plan.Setting;
import remediator.step.Answer.Done;

/**
 * Opens a gate: writes it down, and asks. The state machine waits for the task token; whoever has
 * it answers. A repeated call with the same token asks nobody twice.
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
    if (work.now().fact(Fact.GATE_TOKEN).equals(Optional.of(token))) {
      return watched(gate, work);
    }
    if (gate == Gate.REQUIRED) {
      Sight.of(work.value("seen")).ifPresent(seen -> Quiet.note(work, seen));
    }
    int times = gate == Gate.REQUIRED ? HalfDone.asking(work) : 1;
    Instant until = work.instant().plus(Duration.ofDays(work.policy().days(patience(gate))));
    GateMessage message =
        new GateMessage(
            gate,
            work.group(),
            subject(gate, work.now()),
            GateFacts.of(gate, work),
            token,
            work.tools().region(),
            until.toString(),
            times,
            guide(gate, work.now()));
    work.tools().notices().publish(message.title(), message.text());
    if (gate == Gate.REQUIRED) {
      Stages.reached(work, TlsStage.CLIENTS_MOVING);
      HalfDone.note(work, times, until);
    }
    if (gate == Gate.AUTH) {
      AuthWords.note(work, until);
    }
    // After the message: a call that dies between the two asks twice rather than never.
    Instant at = work.instant();
    work.remember(
        c ->
            c.with(Fact.GATE, gate.key())
                .with(Fact.GATE_TOKEN, token)
                .with(Fact.GATE_UNTIL, until.toString())
                .with(Fact.ASKED_TIMES, Integer.toString(times))
                .noting(at, "gate " + gate.key() + " is open until " + until));
    return watched(gate, work);
  }

  /** From here on somebody looks at the clients, until the gate is answered. */
  private static Answer watched(Gate gate, Work work) {
    if (gate == Gate.REQUIRED) {
      Watch.start(work);
    }
    return new Done();
  }

  private static String guide(Gate gate, Case c) {
    boolean sharded = c.fact(Fact.NEW_ENDPOINTS).orElse("").contains("\"configuration\"");
    return switch (gate) {
      case REQUIRED -> ClientGuide.tls(sharded);
      case AUTH -> ClientGuide.auth();
      case CUT_OVER ->
          c.fact(Fact.NEW_ENDPOINTS).equals(c.fact(Fact.OLD_ENDPOINTS))
              ? ""
              : ClientGuide.tls(sharded);
      case UPGRADE, OFF, REPLACE, RETIRE -> "";
    };
  }

  private static Setting patience(Gate gate) {
    return gate == Gate.REQUIRED ? Setting.PREFERRED_DAYS : Setting.GATE_DAYS;
  }

  private static List<String> subject(Gate gate, Case c) {
    return switch (gate) {
      case UPGRADE ->
          List.of(c.group().id(), c.need(Fact.UPGRADE_ENGINE) + " " + c.need(Fact.UPGRADE_VERSION));
      case CUT_OVER -> List.of(c.need(Fact.NEW_GROUP));
      case REQUIRED, AUTH, OFF, REPLACE, RETIRE -> List.of(c.group().id());
    };
  }
}
