package remediator.workflow.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.notification.Gate;
import remediator.notification.GateDecision;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.guard.GateAnswer;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * One look at the clients while the gate before {@code required} is open: writes it down, tells the
 * owner when the last plaintext client has gone, and opens the gate where the owner's policy says
 * that this is enough. Ends when somebody has answered.
 */
public final class MonitorClients implements Step {
  @Override
  public StepResult run(StepContext context) {
    Optional<String> token = context.now().attribute(CaseAttribute.GATE_TOKEN);
    if (token.isEmpty()
        || !context.now().attribute(CaseAttribute.GATE).equals(Optional.of(Gate.REQUIRED.key()))) {
      return new Done();
    }
    ClientProbeResult sight =
        ClientProbeResult.of(context.input().last().get("seen"))
            .orElseThrow(() -> new IllegalArgumentException("nothing was seen"));
    boolean before = PlaintextIdlePeriod.since(context.now()).isPresent();
    PlaintextIdlePeriod.note(context, sight);
    Optional<Duration> lasting = PlaintextIdlePeriod.lasting(context.now(), context.instant());
    Optional<Duration> wanted = PlaintextIdlePeriod.wanted(context);
    if (enough(lasting, wanted)) {
      return open(context, token.get(), lasting.orElseThrow());
    }
    if (!before && sight.quiet()) {
      tell(context, wanted);
    }
    return new StepResult.Pending(
        PlaintextIdlePeriod.nextLook(context.elapsed(), lasting, wanted),
        "the probe sees " + sight.summary());
  }

  private static boolean enough(Optional<Duration> lasting, Optional<Duration> wanted) {
    return lasting.isPresent() && wanted.isPresent() && lasting.get().compareTo(wanted.get()) >= 0;
  }

  /** When to look for the first time after the gate was asked. */
  static Duration firstLook(StepContext context) {
    return PlaintextIdlePeriod.nextLook(
        Duration.ZERO,
        PlaintextIdlePeriod.lasting(context.now(), context.instant()),
        PlaintextIdlePeriod.wanted(context));
  }

  private static StepResult open(StepContext context, String token, Duration lasting) {
    String comment = GateAnswer.BY_ITSELF + " after " + lasting.toMinutes() + " quiet minutes";
    String output =
        StrictJson.write(Map.of("decision", GateDecision.APPROVED.word(), "comment", comment));
    // What was seen stands in the ledger before anything follows from it.
    context.saveBeforeCall();
    try {
      context
          .dependencies()
          .aws()
          .stepFunctions()
          .sendTaskSuccess(r -> r.taskToken(token).output(output));
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException _) {
      // Somebody was faster, or the gate has just expired.
    }
    return new Done();
  }

  private static void tell(StepContext context, Optional<Duration> wanted) {
    String summary =
        "At "
            + context.instant()
            + " no client of "
            + context.group().id()
            + " was connected without TLS, on any node.";
    String next =
        wanted
            .map(
                w ->
                    "If that stays so for "
                        + w.toMinutes()
                        + " minutes, the gate opens by itself, and plaintext is refused."
                        + " To keep it from doing so, reject it.")
            .orElse(
                "The gate \"required\" still waits for your answer: answer as the message that"
                    + " asked says.");
    Notification notification =
        new Notification(
            Notification.Type.CLIENTS_MOVED,
            context.group(),
            context.group().id() + ": no plaintext client",
            summary + "\n" + next + "\n\n" + Notifier.NAME + "\n",
            summary,
            List.of(next),
            Map.of("flow", context.now().flow(), "text", summary));
    context.send(notification).forEach(context::note);
  }
}
