package remediator.scale.model;

import awsemulator.quota.QuotaMeter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.GroupKind;
import remediator.scale.measure.MeasuredFlow;
import remediator.scale.measure.MeasuredFlow.FlowStep;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.CaseState;
import remediator.scale.model.SimulatedFleet.SimulatedGroup;

/** Flows that run, each as one of its kind was measured. */
final class FlowSimulation {
  /** A transition over the quota is delayed, and a task that Lambda has no room for is retried. */
  private static final Duration DELAYED = Duration.ofSeconds(1);

  /** As the state machines retry a step that failed. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final VirtualClock clock;
  private final Map<GroupKind, MeasuredFlow> flows;
  private final FunctionPool pool;
  private final CallSequence calls;
  private final QuotaMeter meter;
  private final Consumer<SimulatedGroup> ended;
  private final SimulationSettings settings;
  private final Random random;
  private int running;
  private int most;
  private final Map<GroupKind, Integer> done = new EnumMap<>(GroupKind.class);
  private int retried;
  private int transitions;
  private int invocations;
  private Instant last = Instant.MIN;

  /**
   * Puts the parts together.
   *
   * @param ended is told of a group whose flow has ended
   */
  FlowSimulation(
      VirtualClock clock,
      Map<GroupKind, MeasuredFlow> flows,
      FunctionPool pool,
      CallSequence calls,
      QuotaMeter meter,
      SimulationSettings settings,
      Random random,
      Consumer<SimulatedGroup> ended) {
    this.clock = clock;
    this.flows = flows;
    this.pool = pool;
    this.calls = calls;
    this.meter = meter;
    this.settings = settings;
    this.random = random;
    this.ended = ended;
  }

  void start(SimulatedGroup group) {
    running++;
    most = Math.max(most, running);
    transitions += flows.get(group.kind()).transitions();
    schedule(group, 0, Duration.ZERO);
  }

  private void schedule(SimulatedGroup group, int index, Duration from) {
    MeasuredFlow flow = flows.get(group.kind());
    if (index == flow.steps().size()) {
      clock.schedule(flow.length().minus(from), () -> end(group));
    } else {
      Duration wait = flow.steps().get(index).after().minus(from);
      clock.schedule(answered(wait), () -> step(group, index));
    }
  }

  /** Not all people answer at the same time: half as long as was measured to half as long again. */
  private Duration answered(Duration wait) {
    long answer = settings.answer().toNanos();
    return wait.toNanos() < answer
        ? wait
        : wait.minusNanos(answer).plusNanos(answer / 2 + random.nextLong(answer));
  }

  private void step(SimulatedGroup group, int index) {
    FlowStep step = flows.get(group.kind()).steps().get(index);
    for (int i = 0; i < step.invocations(); i++) {
      if (!meter.take(
          "SFN", "StateTransition", LocalCloud.ACCOUNT, CallSimulator.REGION, clock.instant())) {
        clock.schedule(DELAYED, () -> step(group, index));
        return;
      }
    }
    Optional<Environment> environment = pool.acquire();
    if (environment.isEmpty()) {
      clock.schedule(DELAYED, () -> step(group, index));
      return;
    }
    invocations += step.invocations();
    clock.schedule(
        pool.start(environment.get()),
        () ->
            calls.run(
                environment.get(),
                group.roster().account(),
                step.calls(),
                well -> {
                  pool.release(environment.get());
                  if (well) {
                    schedule(group, index + 1, step.after());
                  } else {
                    retried++;
                    clock.schedule(RETRY, () -> step(group, index));
                  }
                }));
  }

  private void end(SimulatedGroup group) {
    running--;
    done.merge(group.kind(), 1, Integer::sum);
    last = clock.instant();
    group.become(CaseState.DONE);
    group.roster().leave();
    ended.accept(group);
  }

  /** Flows that have ended. */
  Map<GroupKind, Integer> done() {
    return done;
  }

  /** Most flows at once. */
  int most() {
    return most;
  }

  /** Steps that were run again since a call was throttled to the end. */
  int retried() {
    return retried;
  }

  /** State transitions, as Step Functions bills them. */
  int transitions() {
    return transitions;
  }

  /** Of functions by flows. */
  int invocations() {
    return invocations;
  }

  /** When the last flow ended. */
  Instant last() {
    return last;
  }
}
