package remediator.step;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case.Entry;
import remediator.ledger.Fact;
import remediator.plan.Setting;
import remediator.plan.Window;
import remediator.step.Answer.Pending;

/**
 * What keeps a step from beginning: the operator's switch, at the steps right after gates, whether
 * those are asked or skipped; and the maintenance window, at the steps that clients feel. A step
 * that has begun is not held: half of it would be worse than all.
 */
final class HoldBack {
  /** Connections are cut, names change, or a group goes. */
  private static final Set<String> FELT =
      Set.of(
          "Upgrade",
          StepTable.PREFERRED,
          "TlsRequired",
          "AuthSet",
          "SwitchEndpoints",
          "GiveWay",
          "KeepSnapshots");

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  private HoldBack() {}

  /** To look again, where the step may not begin; empty where it may, or has begun. */
  static Optional<Answer> from(String step, Work work) {
    if (work.now().fact(Fact.STEP).equals(Optional.of(step))) {
      return Optional.empty();
    }
    Optional<Pending> pending =
        bySwitch(step, work).or(() -> FELT.contains(step) ? byWindow(work) : Optional.empty());
    pending.ifPresent(p -> note(work, step + " waits: " + p.why()));
    return pending.map(p -> p);
  }

  private static Optional<Pending> bySwitch(String step, Work work) {
    // As a rule nobody is asked before this one: then there is no gate.
    boolean noGate =
        step.equals(StepTable.PREFERRED) && work.policyIs(Setting.GATE_PREFERRED, "skip");
    if (!GateBarrier.steps().contains(step) || noGate) {
      return Optional.empty();
    }
    Switch.Reading reading = new Switch(work.tools()).read();
    return reading.position() == Switch.Position.HOLD
        ? Optional.of(new Pending(LOOK_AGAIN, reading.words()))
        : Optional.empty();
  }

  /** To wait until the maintenance window opens; empty where it is open, or any time will do. */
  static Optional<Pending> byWindow(Work work) {
    String setting = work.policy().get(Setting.WINDOW);
    if (setting.equals("any")) {
      return Optional.empty();
    }
    Optional<String> window = setting.equals("own") ? own(work) : Optional.of(setting);
    return window.flatMap(
        w -> {
          Duration wait = Window.parse(w).untilOpen(work.instant());
          return wait.isZero()
              ? Optional.empty()
              : Optional.of(new Pending(wait, "the maintenance window is " + w + " UTC"));
        });
  }

  /** Empty where the group is gone, which the step itself will say. */
  private static Optional<String> own(Work work) {
    return work.groups()
        .look(work.group())
        .map(ReplicationGroup::spec)
        .map(s -> s.upkeep().window());
  }

  private static void note(Work work, String text) {
    boolean told =
        work.now().history().stream()
            .map(Entry::text)
            .reduce((_, last) -> last)
            .equals(Optional.of(text));
    if (!told) {
      work.note(text);
    }
  }
}
