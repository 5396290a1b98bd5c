package remediator.workflow.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.approval.GateAnswers;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FlowOutcome;
import remediator.ledger.RemediationCase;
import remediator.ledger.TlsState;
import remediator.notification.Gate;
import remediator.notification.GateDecision;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.GateClosed;
import remediator.workflow.core.StepResult.NotApproved;
import remediator.workflow.core.WriteHold;

/**
 * Keeps a step from running until the gates before it are open: answered with a clear yes that is
 * on record, or not asked, by policy. Judges what people answered; anything but a clear yes is a
 * no, and so is silence after the last reminder.
 */
public final class GateCheck {
  /** How often it is asked. */
  public static final int TIMES = Policy.TIMES_REQUIRED_IS_ASKED;

  /** In the order in which they are asked. */
  private static final Map<String, List<Gate>> BEFORE =
      Map.of(
          "UpgradeEngine",
          List.of(Gate.UPGRADE),
          StepGuard.PREFERRED,
          List.of(Gate.PREFERRED),
          "EnableTlsRequired",
          List.of(Gate.REQUIRED),
          "RequireAuthentication",
          List.of(Gate.AUTH),
          "RollBackTlsToOff",
          List.of(Gate.OFF),
          "SuspendScaling",
          List.of(Gate.REPLACE),
          "SwitchEndpoints",
          List.of(Gate.CUT_OVER),
          "MarkReplaced",
          List.of(Gate.CUT_OVER, Gate.RETIRE),
          "CopySnapshots",
          List.of(Gate.RETIRE));

  /** The gate that comes once a step is done: to say so at once saves a call. */
  private static final Map<String, Gate> AFTER =
      Map.of(
          StepGuard.PREFERRED,
          Gate.REQUIRED,
          "PrepareAuthentication",
          Gate.AUTH,
          "RollBackTlsToPreferred",
          Gate.OFF,
          "CompareGroups",
          Gate.CUT_OVER,
          "RetainOldGroup",
          Gate.RETIRE);

  /** How long before its end a gate is asked about once more: two days, or half of its time. */
  private static final Duration REMINDER = Duration.ofDays(2);

  /** Step Functions takes no time-out of zero. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private GateCheck() {}

  /** The steps that have a gate before them, whether it is asked or not. */
  static Set<String> steps() {
    return BEFORE.keySet();
  }

  /** The gates before a step, in the order in which they are asked. */
  static List<Gate> before(String step) {
    return BEFORE.getOrDefault(step, List.of());
  }

  /** What the step answers instead of running; empty where it may run. */
  public static Optional<StepResult> hold(String step, StepContext context) {
    if (before(step).isEmpty()) {
      return Optional.empty();
    }
    return GateAnswer.of(context.group(), context.input().last())
        .flatMap(answer -> judge(answer, context))
        .or(
            () ->
                before(step).stream()
                    .filter(gate -> isClosed(gate, context.now()))
                    .findFirst()
                    .map(gate -> ask(gate, context)));
  }

  /** What a step answers that is done, where the next gate is closed. */
  public static Optional<StepResult> ahead(String step, StepContext context) {
    return Optional.ofNullable(AFTER.get(step))
        .filter(gate -> isClosed(gate, context.now()))
        .map(gate -> ask(gate, context));
  }

  /** What a flow begins with where the gate before its first step is closed. */
  public static Optional<StepResult> first(Gate gate, RemediationCase c) {
    return isClosed(gate, c)
        ? Optional.of(new GateClosed(gate, patience(false, Policy.recorded(c.policy())), List.of()))
        : Optional.empty();
  }

  /** Whether a person must be asked before the flow goes through. */
  public static boolean isClosed(Gate gate, RemediationCase c) {
    return isAsked(gate, c) && !GateAnswers.isApproved(c, gate);
  }

  private static boolean isAsked(Gate gate, RemediationCase c) {
    boolean byPolicy = !Policy.recorded(c.policy()).is(gate.setting(), "skip");
    return switch (gate) {
      // Where TLS is there or on its way, that question comes too late.
      case PREFERRED -> byPolicy && c.attribute(CaseAttribute.TLS_STATE).isEmpty();
      // So does this one where the user group is attached already.
      case AUTH ->
          byPolicy
              && !c.attribute(CaseAttribute.TLS_STATE)
                  .equals(Optional.of(TlsState.USER_GROUP_ATTACHED.word()));
      // While writes are held nobody is waited for, unless the owner wants to be asked again.
      case CUT_OVER ->
          c.attribute(CaseAttribute.CUT_OVER_AT).isEmpty()
              && (WriteHold.spansSnapshot(c)
                  ? Policy.recorded(c.policy()).is(gate.setting(), "again")
                  : byPolicy || differs(c));
      // Where writes are held, it asks for the cut-over as well.
      case REPLACE ->
          byPolicy
              || (WriteHold.spansSnapshot(c)
                  && !Policy.recorded(c.policy()).is(PolicySetting.GATE_CUT_OVER, "skip"));
      case UPGRADE, REQUIRED, OFF, RETIRE -> byPolicy;
    };
  }

  /** What differs from the plan is asked about, whatever the policy says. */
  private static boolean differs(RemediationCase c) {
    return c.attribute(CaseAttribute.DIFFERENCES).filter(d -> !d.isEmpty()).isPresent();
  }

  private static Optional<StepResult> judge(GateAnswer answer, StepContext context) {
    if (answer.problem().isPresent()) {
      return answer.problem().map(Failed::new);
    }
    if (answer.decision() == GateDecision.EXPIRED && mayBeReminded(answer.gate(), context)) {
      return Optional.of(ask(answer.gate(), context));
    }
    answer.record(context);
    return switch (answer.decision()) {
      case APPROVED ->
          answer.violations().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Failed(
                      "what was chosen at the gate is not legal: "
                          + String.join("; ", answer.violations())));
      case REJECTED -> Optional.of(new NotApproved(FlowOutcome.REJECTED, answer.comment()));
      case UNCLEAR ->
          Optional.of(new NotApproved(FlowOutcome.REJECTED, "the answer was not \"approved\""));
      case EXPIRED -> Optional.of(new NotApproved(FlowOutcome.EXPIRED, ""));
    };
  }

  private static boolean mayBeReminded(Gate gate, StepContext context) {
    int times = timesAsked(gate, context);
    return WriteHold.left(context.now(), context.instant()).isEmpty()
        && times > 0
        && times < (gate == Gate.REQUIRED ? TIMES : 2);
  }

  /** How often the gate that is open has been asked; none where another one is, or none. */
  private static int timesAsked(Gate gate, StepContext context) {
    return context.now().attribute(CaseAttribute.GATE).equals(Optional.of(gate.key()))
        ? context.now().attribute(CaseAttribute.GATE_TIMES_ASKED).map(Integer::parseInt).orElse(1)
        : 0;
  }

  private static StepResult ask(Gate gate, StepContext context) {
    if (gate == Gate.REQUIRED) {
      return new GateClosed(
          gate,
          Duration.ofDays(context.policy().days(PolicySetting.PREFERRED_DAYS)),
          DataPlaneAvailability.nodes(context));
    }
    Duration patience = patience(timesAsked(gate, context) > 0, context.policy());
    // The answer must come before the hold of writes ends.
    Duration most = WriteHold.left(context.now(), context.instant()).orElse(patience);
    Duration wait = most.compareTo(patience) < 0 ? most : patience;
    return new GateClosed(gate, wait.isPositive() ? wait : SHORTEST, List.of());
  }

  private static Duration patience(boolean reminder, Policy policy) {
    Duration all = Duration.ofDays(policy.days(PolicySetting.GATE_DAYS));
    Duration half = all.dividedBy(2);
    Duration last = half.compareTo(REMINDER) < 0 ? half : REMINDER;
    return reminder ? last : all.minus(last);
  }
}
