package remediator.workflow.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import remediator.workflow.guard.GateCheck;

/**
 * A group that accepts plaintext and TLS must not stay so unnoticed, since the check passes: the
 * gate is raised again, with a message and a note, but not for ever.
 */
public final class PreferredModeReminder {
  private PreferredModeReminder() {}

  /** How often this gate has been asked with this time, where the last time was not answered. */
  static int again(StepContext context) {
    return 1
        + context.now().attribute(CaseAttribute.GATE_TIMES_ASKED).map(Integer::valueOf).orElse(1);
  }

  /** What a person is told of how long it has lasted. */
  static List<String> facts(StepContext context) {
    Instant since = since(context);
    long hours = Duration.between(since, context.instant()).toHours();
    int limit = context.policy().days(PolicySetting.PREFERRED_DAYS);
    return List.of(
        "half done (preferred: plaintext is still accepted) since "
            + since
            + ", for "
            + (hours < 48 ? hours + " hours" : hours / 24 + " days")
            + "; your limit is "
            + limit
            + (limit == 1 ? " day" : " days"));
  }

  /** The finding, if it is one that still shows, says it too; one that cannot be written, waits. */
  static void note(StepContext context, int times, Instant until) {
    context
        .dependencies()
        .findingUpdater()
        .rewrite(
            context.group(),
            context.now().findings(),
            context.group().id()
                + " is half done since "
                + since(context)
                + ": TLS works, plaintext is still accepted (preferred), although the check passes."
                + " Move the clients to TLS; the gate \"required\" is open until "
                + until
                + (times > 1 ? " (asked " + times + " of " + GateCheck.TIMES + " times)." : "."));
  }

  private static Instant since(StepContext context) {
    return Instant.parse(
        context
            .now()
            .attribute(CaseAttribute.PREFERRED_SINCE)
            .orElseGet(() -> context.instant().toString()));
  }
}
