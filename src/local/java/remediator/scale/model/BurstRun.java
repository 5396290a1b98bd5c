package remediator.scale.model;

import awsemulator.quota.QuotaMeter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import remediator.remediation.EngineVersionCatalog;
import remediator.scale.measure.MeasuredProduct;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.AccountConcurrency;
import remediator.scale.model.SimulatedFleet.FleetFinding;

/** Findings that come in a burst, on the virtual clock. */
public final class BurstRun {
  static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

  private BurstRun() {}

  /**
   * What came of it.
   *
   * @param lost findings that were neither dealt with nor kept for a person
   * @param deadLetters findings that a person has to send again
   * @param seconds from the first event until the last was dealt with
   * @param longestSeconds from a finding's event until it was dealt with
   * @param concurrency most invocations at once
   * @param waiting most events that waited
   * @param notesLost notes on findings that Security Hub refused to the end
   * @param invocations of the function
   * @param billedSeconds of them
   * @param bySlot findings that were dealt with, by ten seconds since the first event
   */
  public record BurstResult(
      int findings,
      int lost,
      int deadLetters,
      long seconds,
      long longestSeconds,
      int concurrency,
      int waiting,
      int notesLost,
      int flows,
      int calls,
      int invocations,
      long billedSeconds,
      List<Integer> bySlot,
      Map<String, QuotaMeter.Use> uses) {
    /** Without those for the credentials of a role. */
    public double callsAnEvent() {
      QuotaMeter.Use roles = uses.get(ServiceCall.ROLE);
      return (double) (calls - (roles == null ? 0 : roles.calls() - roles.throttled())) / findings;
    }

    /** Calls that AWS answered with a throttle, retries too. */
    public int throttled() {
      return uses.values().stream().mapToInt(QuotaMeter.Use::throttled).sum();
    }
  }

  /**
   * Runs findings that come at random within a time.
   *
   * @param findings most of them; fewer where the fleet has no more
   */
  public static BurstResult of(
      MeasuredProduct product,
      IntakeShape shape,
      FlowLimits limits,
      SimulatedFleet fleet,
      int findings,
      Duration within,
      SimulationSettings settings) {
    Random random = new Random(settings.seed());
    List<FleetFinding> all = new ArrayList<>(fleet.failing());
    Collections.shuffle(all, random);
    List<FleetFinding> some = all.subList(0, Math.min(findings, all.size()));
    VirtualClock clock = new VirtualClock(START);
    CallSimulator calls = new CallSimulator(clock, random, settings);
    CallSequence sequence =
        new CallSequence(
            clock, calls, settings.role(), shape.operatorKept(), EngineVersionCatalog.FRESH);
    AccountConcurrency concurrency = new AccountConcurrency();
    FunctionPool pool = new FunctionPool(clock, settings, concurrency);
    int[] flows = {0};
    IntakeWork work =
        new IntakeWork(
            clock,
            sequence,
            product.intake(),
            product.flows(),
            settings,
            shape,
            pool,
            limits,
            _ -> flows[0]++);
    IntakeSource source =
        shape
            .queue()
            .<IntakeSource>map(q -> new QueueSource(clock, q, pool, work))
            .orElseGet(() -> new DirectSource(clock, shape.retries(), pool, work));
    for (FleetFinding finding : some) {
      Duration at = Duration.ofNanos(random.nextLong(within.toNanos()));
      clock.schedule(
          at, () -> source.send(SimulatedEvent.failed(finding.group(), clock.instant())));
    }
    while (clock.runNext()) {
      // Until nothing is left to do.
    }
    return new BurstResult(
        some.size(),
        some.size() - work.dealtWith() - source.deadLetters(),
        source.deadLetters(),
        Duration.between(START, work.last()).toSeconds(),
        work.longest().toSeconds(),
        concurrency.most(),
        source.mostWaiting(),
        sequence.notesLost(),
        flows[0],
        calls.calls(),
        pool.invocations(),
        pool.billed().toSeconds(),
        work.bySlot(),
        calls.meter().uses());
  }
}
