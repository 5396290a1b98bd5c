package remediator.workflow.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.ledger.TlsState;
import remediator.notification.AnswerWays;
import remediator.notification.ApprovalNotification;
import remediator.notification.ApprovalRequest;
import remediator.notification.Gate;
import remediator.plan.PolicySetting;
import remediator.workflow.clients.ClientMonitorStarter;
import remediator.workflow.clients.ClientProbeResult;
import remediator.workflow.clients.PlaintextIdlePeriod;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.WriteHold;
import remediator.workflow.cutover.PublishEndpoints;
import remediator.workflow.tls.AuthTokenText;
import remediator.workflow.tls.EnableTls;
import remediator.workflow.tls.ParameterMigrations;
import remediator.workflow.tls.TlsStateRecorder;
import remediator.workflow.tls.UserGroupText;

/**
 * Opens a gate: writes it down, and asks. The state machine waits for the task token; whoever has
 * it answers. A repeated call with the same token asks nobody twice. A call for the same gate with
 * another token is the reminder: what was asked and until when stays.
 */
public final class OpenGate implements Step {
  @Override
  public StepResult run(StepContext context) {
    String key = context.input().gate();
    Gate gate =
        Gate.of(key)
            .orElseThrow(() -> new IllegalArgumentException("there is no gate \"" + key + "\""));
    String token = context.input().token();
    if (token.isEmpty()) {
      throw new IllegalArgumentException("the gate " + key + " has no task token");
    }
    RemediationCase now = context.now();
    if (now.attribute(CaseAttribute.GATE_TOKEN).equals(Optional.of(token))) {
      return watched(gate, context);
    }
    if (gate == Gate.REQUIRED) {
      context.state(context.group()).ifPresent(s -> EnableTls.seen(context, s));
      ClientProbeResult.of(context.input().last().get("seen"))
          .ifPresent(seen -> PlaintextIdlePeriod.note(context, seen));
    }
    if (gate == Gate.REPLACE || gate == Gate.CUT_OVER) {
      NetworkExposure.note(context);
    }
    if (gate == Gate.UPGRADE || gate == Gate.REPLACE) {
      ParameterMigrations.settleName(context);
    }
    boolean again = now.attribute(CaseAttribute.GATE).equals(Optional.of(key));
    boolean open = again && gate != Gate.REQUIRED;
    int times = !again ? 1 : open ? 2 : PreferredModeReminder.again(context);
    Instant until =
        open
            ? Instant.parse(now.require(CaseAttribute.GATE_UNTIL))
            : context.instant().plus(wait(gate, context));
    if (times == 1) {
      publish(gate, context);
    }
    ApprovalRequest plan = new ApprovalRequestBuilder(gate, context).make(until.toString(), times);
    Optional<String> link =
        context
            .dependencies()
            .approvalLinks()
            .to(context.group(), now.flow(), gate, until, context.policy());
    List<String> problems =
        context.send(
            ApprovalNotification.of(
                plan,
                new AnswerWays(
                    link,
                    context.dependencies().answersInConsole(),
                    context.dependencies().commands()),
                context.dependencies().notifier().messages()));
    if (gate == Gate.REQUIRED) {
      TlsStateRecorder.reached(context, TlsState.CLIENTS_MOVING);
      PreferredModeReminder.note(context, times, until);
    }
    if (gate == Gate.AUTH) {
      UserGroupText.wanted(now)
          .ifPresentOrElse(
              users -> UserGroupText.note(context, users, until),
              () -> AuthTokenText.note(context, until));
    }
    // After the message: a call that dies between the two asks twice rather than never.
    Instant at = context.instant();
    String text = open ? "gate " + key + ": reminded" : "gate " + key + " is open until " + until;
    context.saveBeforeCall(
        c -> {
          RemediationCase asked =
              c.with(CaseAttribute.GATE, key)
                  .with(CaseAttribute.GATE_TOKEN, token)
                  .with(CaseAttribute.GATE_UNTIL, until.toString())
                  .with(CaseAttribute.GATE_PLAN, StrictJson.write(plan))
                  .with(CaseAttribute.GATE_TIMES_ASKED, Integer.toString(times))
                  // One that was not passed on was an answer to the question as it was asked then.
                  .without(CaseAttribute.GATE_DECISION)
                  .withHistory(at, text);
          for (String problem : problems) {
            asked = asked.withHistory(at, problem);
          }
          return asked;
        });
    return watched(gate, context);
  }

  /** Publishes the new endpoints before the owner is asked to move clients. */
  private static void publish(Gate gate, StepContext context) {
    boolean moving = gate == Gate.REQUIRED || gate == Gate.CUT_OVER;
    if (moving && context.now().attribute(CaseAttribute.NEW_ENDPOINTS).isPresent()) {
      PublishEndpoints.publish(context);
    }
  }

  /** From here on somebody looks at the clients, until the gate is answered. */
  private static StepResult watched(Gate gate, StepContext context) {
    if (gate == Gate.REQUIRED) {
      ClientMonitorStarter.start(context);
    }
    return new Done();
  }

  /** Nobody is waited for beyond the longest pause of writes. */
  private static Duration wait(Gate gate, StepContext context) {
    Duration days = Duration.ofDays(context.policy().number(patience(gate)));
    return WriteHold.left(context.now(), context.instant())
        .filter(left -> left.compareTo(days) < 0)
        .orElse(days);
  }

  private static PolicySetting patience(Gate gate) {
    return gate == Gate.REQUIRED ? PolicySetting.PREFERRED_DAYS : PolicySetting.GATE_DAYS;
  }
}
