package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.FlowOutcome;
import remediator.notice.Gate;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.step.Answer.Failed;
import remediator.step.Answer.GateClosed;
import remediator.step.Answer.NotApproved;

/**
 * Keeps a step from running until the gates before it are open: answered with a clear yes that is
 * on record, or not asked, by policy. Judges what people answered; anything but a clear yes is a
 * no, and so is silence after the last reminder.
 */
final class GateBarrier {
  /** In the order in which they are asked. */
  private static final Map<String, List<Gate>> BEFORE =
      Map.of(
          "Upgrade",
          List.of(Gate.UPGRADE),
          StepTable.PREFERRED,
          List.of(Gate.PREFERRED),
          "TlsRequired",
          List.of(Gate.REQUIRED),
          "AuthSet",
          List.of(Gate.AUTH),
          "BackToOff",
          List.of(Gate.OFF),
          "SuspendScaling",
          List.of(Gate.REPLACE),
          "SwitchEndpoints",
          List.of(Gate.CUT_OVER),
          "GiveWay",
          List.of(Gate.CUT_OVER, Gate.RETIRE),
          "KeepSnapshots",
          List.of(Gate.RETIRE));

  /** The gate that comes once a step is done: to say so at once saves a call. */
  private static final Map<String, Gate> AFTER =
      Map.of(
          StepTable.PREFERRED,
          Gate.REQUIRED,
          "AuthRotate",
          Gate.AUTH,
          "BackToPreferred",
          Gate.OFF,
          "Compare",
          Gate.CUT_OVER,
          "KeepOld",
          Gate.RETIRE);

  /** How long before its end a gate is asked about once more: two days, or half of its time. */
  private static final Duration REMINDER = Duration.ofDays(2);

  private GateBarrier() {}

  /** The steps that have a gate before them, whether it is asked or not. */
  static Set<String> steps() {
    return BEFORE.keySet();
  }

  /** The gates before a step, in the order in which they are asked. */
  static List<Gate> before(String step) {
    return BEFORE.getOrDefault(step, List.of());
  }

  /** What the step answers instead of running; empty where it may run. */
  static Optional<Answer> hold(String step, Work work) {
    if (before(step).isEmpty()) {
      return Optional.empty();
    }
    return GateAnswer.of(work.input().last())
        .flatMap(answer -> judge(answer, work))
        .or(
            () ->
                before(step).stream()
                    .filter(gate -> isClosed(gate, work.now()))
                    .findFirst()
                    .map(gate -> ask(gate, work)));
  }

  /** What a step answers that is done, where the next gate is closed. */
  static Optional<Answer> ahead(String step, Work work) {
    return Optional.ofNullable(AFTER.get(step))
        .filter(gate -> isClosed(gate, work.now()))
        .map(gate -> ask(gate, work));
  }

  /** What a flow begins with where the gate before its first step is closed. */
  static Optional<Answer> first(Gate gate, Case c) {
    return isClosed(gate, c)
        ? Optional.of(new GateClosed(gate, patience(false, Policy.recorded(c.policy())), List.of()))
        : Optional.empty();
  }

  /** Whether a person must be asked before the flow goes through. */
  static boolean isClosed(Gate gate, Case c) {
    return isAsked(gate, c) && !GateAnswers.isApproved(c, gate);
  }

  private static boolean isAsked(Gate gate, Case c) {
    boolean byPolicy = Policy.recorded(c.policy()).is(gate.setting(), "ask");
    return switch (gate) {
      // Where TLS is there or on its way, that question comes too late.
      case PREFERRED -> byPolicy && c.fact(Fact.TLS).isEmpty();
      // What differs from the plan is asked about, whatever the policy says.
      case CUT_OVER ->
          c.fact(Fact.CUT_OVER_AT).isEmpty()
              && (byPolicy || c.fact(Fact.DIFFERENCES).filter(d -> !d.isEmpty()).isPresent());
      case UPGRADE, REQUIRED, AUTH, OFF, REPLACE, RETIRE -> byPolicy;
    };
  }

  private static Optional<Answer> judge(GateAnswer answer, Work work) {
    if (answer.problem().isPresent()) {
      return answer.problem().map(Failed::new);
    }
    if (answer.decision() == GateDecision.EXPIRED && mayBeReminded(answer.gate(), work)) {
      return Optional.of(ask(answer.gate(), work));
    }
    answer.record(work);
    return switch (answer.decision()) {
      case APPROVED ->
          answer.mistakes().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Failed(
                      "what was chosen at the gate is not legal: "
                          + String.join("; ", answer.mistakes())));
      case REJECTED -> Optional.of(new NotApproved(FlowOutcome.REJECTED, answer.comment()));
      case UNCLEAR ->
          Optional.of(new NotApproved(FlowOutcome.REJECTED, "the answer was not \"approved\""));
      case EXPIRED -> Optional.of(new NotApproved(FlowOutcome.EXPIRED, ""));
    };
  }

  private static boolean mayBeReminded(Gate gate, Work work) {
    int times = timesAsked(gate, work);
    return times > 0 && times < (gate == Gate.REQUIRED ? HalfDone.TIMES : 2);
  }

  /** How often the gate that is open has been asked; none where another one is, or none. */
  private static int timesAsked(Gate gate, Work work) {
    return work.now().fact(Fact.GATE).equals(Optional.of(gate.key()))
        ? work.now().fact(Fact.ASKED_TIMES).map(Integer::parseInt).orElse(1)
        : 0;
  }

  private static Answer ask(Gate gate, Work work) {
    return gate == Gate.REQUIRED
        ? new GateClosed(
            gate, Duration.ofDays(work.policy().days(Setting.PREFERRED_DAYS)), Probing.nodes(work))
        : new GateClosed(gate, patience(timesAsked(gate, work) > 0, work.policy()), List.of());
  }

  private static Duration patience(boolean reminder, Policy policy) {
    Duration all = Duration.ofDays(policy.days(Setting.GATE_DAYS));
    Duration half = all.dividedBy(2);
    Duration last = half.compareTo(REMINDER) < 0 ? half : REMINDER;
    return reminder ? last : all.minus(last);
  }
}
