package remediator.scale.model;

import awsemulator.quota.QuotaMeter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import remediator.remediation.EngineVersionCatalog;
import remediator.scale.measure.GroupKind;
import remediator.scale.measure.MeasuredProduct;
import remediator.scale.model.FunctionPool.AccountConcurrency;
import remediator.scale.model.SimulatedFleet.CaseState;
import remediator.scale.model.SimulatedFleet.SimulatedGroup;

/**
 * A fleet from the day of installation until its last flow has ended: Security Hub evaluates each
 * account's groups twice a day, and sends an event for each control that fails and is new, and for
 * each that passes.
 */
public final class FleetRun {
  private static final Duration EVALUATION = Duration.ofHours(12);
  private static final Duration OF_ONE_ACCOUNT = Duration.ofMinutes(1);
  private static final int CONTROLS = 2;

  /** The time that the function has which sends a message for each line. */
  private static final Duration RECONCILING = Duration.ofMinutes(15);

  /**
   * What came of it.
   *
   * @param events of all kinds
   * @param lookSeconds the longest from an hourly look's begin until all lines were looked at
   * @param looksFailed hourly looks that were cut off
   * @param stepRetries steps of flows that were run again
   * @param hoursToDone from the first event to the last flow's end
   */
  public record FleetResult(
      FlowLimits limits,
      int events,
      int findings,
      int lost,
      int deadLetters,
      int concurrency,
      int intakeConcurrency,
      int waiting,
      long longestSeconds,
      int notesLost,
      Map<GroupKind, Integer> flowsByKind,
      int flowsAtOnce,
      int stepRetries,
      int transitions,
      int invocations,
      long billedSeconds,
      long lookSeconds,
      int looksFailed,
      long hoursToDone,
      Map<String, QuotaMeter.Use> uses) {
    /** Flows that have ended. */
    public int flows() {
      return flowsByKind.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int throttled() {
      return uses.values().stream().mapToInt(QuotaMeter.Use::throttled).sum();
    }
  }

  private final VirtualClock clock = new VirtualClock(BurstRun.START);
  private final MeasuredProduct product;
  private final SimulatedFleet fleet;
  private final FlowLimits limits;
  private final Random random;
  private final CallSimulator calls;
  private final CallSequence sequence;
  private final AccountConcurrency concurrency = new AccountConcurrency();
  private final FunctionPool intake;
  private final FunctionPool workflow;
  private final FlowSimulation flows;
  private final IntakeWork work;
  private final IntakeSource source;
  private final HourlyLook look;
  private int events;
  private int findings;

  private FleetRun(
      MeasuredProduct product,
      IntakeShape shape,
      SimulatedFleet fleet,
      FlowLimits limits,
      SimulationSettings settings) {
    this.product = product;
    this.fleet = fleet;
    this.limits = limits;
    random = new Random(settings.seed());
    calls = new CallSimulator(clock, random, settings);
    sequence =
        new CallSequence(
            clock, calls, settings.role(), shape.operatorKept(), EngineVersionCatalog.FRESH);
    intake = new FunctionPool(clock, settings, concurrency);
    workflow = new FunctionPool(clock, settings, concurrency);
    flows =
        new FlowSimulation(
            clock,
            product.flows(),
            workflow,
            new CallSequence(clock, calls, settings.role(), shape.operatorKept(), Duration.ZERO),
            calls.meter(),
            settings,
            random,
            this::flowEnded);
    work =
        new IntakeWork(
            clock,
            sequence,
            product.intake(),
            product.flows(),
            settings,
            shape,
            intake,
            limits,
            flows::start);
    source =
        shape
            .queue()
            .<IntakeSource>map(q -> new QueueSource(clock, q, intake, work))
            .orElseGet(() -> new DirectSource(clock, shape.retries(), intake, work));
    look =
        new HourlyLook(
            clock,
            fleet,
            product.intake(),
            RECONCILING,
            new FunctionPool(clock, settings, concurrency),
            new CallSequence(clock, calls, settings.role(), Duration.ZERO, Duration.ZERO),
            this::send);
  }

  /** Runs until the last flow has ended. */
  public static FleetResult of(
      MeasuredProduct product,
      IntakeShape shape,
      SimulatedFleet fleet,
      FlowLimits limits,
      SimulationSettings settings) {
    FleetRun run = new FleetRun(product, shape, fleet, limits, settings);
    run.evaluateAll();
    run.clock.schedule(Duration.ofHours(1), run::hour);
    while (run.clock.runNext()) {
      // Until nothing is left to do.
    }
    return run.result();
  }

  private void evaluateAll() {
    for (SimulatedFleet.Roster roster : fleet.rosters()) {
      roster.evaluatedAfter(Duration.ofNanos(random.nextLong(EVALUATION.toNanos())));
    }
    for (SimulatedGroup group : fleet.groups()) {
      Duration at =
          group.roster().evaluatedAfter().plusNanos(random.nextLong(OF_ONE_ACCOUNT.toNanos()));
      clock.schedule(at, () -> evaluate(group));
      clock.schedule(at.plus(EVALUATION), () -> evaluate(group));
    }
  }

  /** A finding that has been told of is NOTIFIED, so that no rule takes its next event. */
  private void evaluate(SimulatedGroup group) {
    boolean compliant = group.kind() == GroupKind.COMPLIANT || group.state() == CaseState.DONE;
    int failing = compliant ? 0 : group.kind().controls().size();
    if (group.visits() == 0) {
      for (int i = 0; i < failing; i++) {
        findings++;
        send(SimulatedEvent.failed(group, clock.instant()));
      }
    }
    for (int i = failing; i < CONTROLS; i++) {
      send(SimulatedEvent.other(group, clock.instant(), product.intake().passed()));
    }
  }

  private void flowEnded(SimulatedGroup group) {
    // What it does when nobody waits: it reads the line.
    send(
        SimulatedEvent.other(
            group, clock.instant(), product.flows().get(group.kind()).ended().subList(0, 1)));
  }

  private void send(SimulatedEvent event) {
    events++;
    source.send(event);
  }

  /** As long as anything waits or runs. */
  private void hour() {
    look.look();
    boolean open =
        fleet.groups().stream()
            .anyMatch(g -> g.state() == CaseState.WAITING || g.state() == CaseState.RUNNING);
    boolean firstDay =
        Duration.between(BurstRun.START, clock.instant()).compareTo(EVALUATION.multipliedBy(2)) < 0;
    if (open || firstDay) {
      clock.schedule(Duration.ofHours(1), this::hour);
    }
  }

  private FleetResult result() {
    return new FleetResult(
        limits,
        events,
        findings,
        findings - work.dealtWith() - source.deadLetters(),
        source.deadLetters(),
        concurrency.most(),
        intake.most(),
        source.mostWaiting(),
        work.longest().toSeconds(),
        sequence.notesLost(),
        flows.done(),
        flows.most(),
        flows.retried(),
        flows.transitions(),
        intake.invocations() + flows.invocations(),
        intake.billed().plus(workflow.billed()).toSeconds(),
        look.longestLine().toSeconds(),
        look.cutOff(),
        Duration.between(BurstRun.START, flows.last()).toHours(),
        calls.meter().uses());
  }
}
