package remediator.workflow.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import remediator.group.CacheGroup;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase.Entry;
import remediator.plan.MaintenanceWindow;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.core.WriteHold;

/**
 * What keeps a step from beginning: the operator's switch, at the steps right after gates, whether
 * those are asked or skipped; and the maintenance window, at the steps that clients feel. A step
 * that has begun is not held: half of it would be worse than all.
 */
public final class StepGuard {
  public static final String PREFERRED = "EnableTlsPreferred";

  /** Connections are cut, names change, or a group goes. */
  private static final Set<String> FELT =
      Set.of(
          "UpgradeEngine",
          PREFERRED,
          "EnableTlsRequired",
          "RequireAuthentication",
          "HoldWrites",
          "SwitchEndpoints",
          "MarkReplaced",
          "CopySnapshots");

  /** Steps by which a flow ends, and the hold of writes with it. */
  private static final Set<String> ENDING =
      Set.of("ReleaseWrites", "UndoScaling", "RollBack", "CompleteFlow");

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  private StepGuard() {}

  /** To look again, where the step may not begin; empty where it may, or has begun. */
  public static Optional<StepResult> from(String step, StepContext context) {
    Optional<Duration> left = WriteHold.left(context.now(), context.instant());
    if (!ENDING.contains(step) && left.filter(d -> !d.isPositive()).isPresent()) {
      return left.map(_ -> heldTooLong(context));
    }
    if (context.now().attribute(CaseAttribute.STEP).equals(Optional.of(step))) {
      return Optional.empty();
    }
    // Clients feel it most where they cannot write, or where their group is being deleted to give
    // its
    // id back: neither waits for the window's next opening.
    boolean going = context.now().attribute(CaseAttribute.DELETION_REQUESTED_AT).isPresent();
    boolean felt = FELT.contains(step) && left.isEmpty() && !going;
    Optional<Pending> pending =
        bySwitch(step, context).or(() -> felt ? byWindow(context) : Optional.empty());
    pending.ifPresent(p -> note(context, step + " waits: " + p.why()));
    return pending.map(p -> p);
  }

  private static StepResult heldTooLong(StepContext context) {
    return new Failed(
        "writes to "
            + context.group().id()
            + " have been held for "
            + WriteHold.longest(context.now()).toMinutes()
            + " minutes, the most that "
            + PolicySetting.FREEZE_MINUTES.key()
            + " allows: raise it, and send the finding again");
  }

  private static Optional<Pending> bySwitch(String step, StepContext context) {
    // As a rule nobody is asked before this one: then there is no gate.
    boolean noGate =
        step.equals(PREFERRED) && context.policyIs(PolicySetting.GATE_PREFERRED, "skip");
    if (!GateCheck.steps().contains(step) || noGate) {
      return Optional.empty();
    }
    KillSwitch.Reading reading = new KillSwitch(context.dependencies()).read();
    return reading.position() == KillSwitch.Position.HOLD
        ? Optional.of(new Pending(LOOK_AGAIN, reading.words()))
        : Optional.empty();
  }

  /** To wait until the maintenance window opens; empty where it is open, or any time will do. */
  public static Optional<Pending> byWindow(StepContext context) {
    String setting = context.policy().get(PolicySetting.WINDOW);
    if (setting.equals("any")) {
      return Optional.empty();
    }
    Optional<String> window = setting.equals("own") ? own(context) : Optional.of(setting);
    return window.flatMap(
        w -> {
          Duration wait = MaintenanceWindow.parse(w).untilOpen(context.instant());
          return wait.isZero()
              ? Optional.empty()
              : Optional.of(new Pending(wait, "the maintenance window is " + w + " UTC"));
        });
  }

  /** Empty where the group is gone, which the step itself will say. */
  private static Optional<String> own(StepContext context) {
    return context
        .groups()
        .describeWithoutTags(context.group())
        .map(CacheGroup::spec)
        .map(s -> s.maintenance().window());
  }

  private static void note(StepContext context, String text) {
    boolean told =
        context.now().history().stream()
            .map(Entry::text)
            .reduce((_, last) -> last)
            .equals(Optional.of(text));
    if (!told) {
      context.note(text);
    }
  }
}
