package remediator.scale.model;

import awsemulator.quota.QuotaMeter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Gatherers;
import remediator.policy.PolicyReader;
import remediator.remediation.EngineVersionCatalog;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.IntakeProfiles;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.AccountConcurrency;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.FleetFinding;

/**
 * The model where the product itself can be asked too: one environment, one event after the other.
 */
public final class SequentialRun {
  private SequentialRun() {}

  /**
   * What came of it.
   *
   * @param uses calls by name
   * @param took by the clock
   */
  public record SequentialResult(int events, Map<String, QuotaMeter.Use> uses, Duration took) {
    /** Without those for the credentials of a role: how often they are renewed is the SDK's. */
    public double callsAnEvent() {
      return (double)
              uses.entrySet().stream()
                  .filter(use -> !use.getKey().equals(ServiceCall.ROLE))
                  .mapToInt(use -> use.getValue().calls())
                  .sum()
          / events;
    }
  }

  /**
   * Each finding of an estate once, and all of them again.
   *
   * @param role how long the credentials of a role are kept
   * @param batch messages in an invocation
   */
  public static SequentialResult of(
      IntakeProfiles profiles, GeneratedEstate estate, Duration role, Duration perCall, int batch) {
    SimulationSettings settings =
        new SimulationSettings(
            perCall, perCall, Duration.ZERO, Duration.ZERO, role, Duration.ZERO, 1);
    VirtualClock clock = new VirtualClock(BurstRun.START);
    CallSimulator calls = new CallSimulator(clock, new Random(settings.seed()), settings);
    FunctionPool pool = new FunctionPool(clock, settings, new AccountConcurrency());
    IntakeShape shape =
        new IntakeShape(
            Optional.of(new IntakeShape.QueueShape(batch, 1, 1_800, 1)),
            PolicyReader.FRESH,
            1_000_000,
            0);
    IntakeWork work =
        new IntakeWork(
            clock,
            new CallSequence(clock, calls, role, PolicyReader.FRESH, EngineVersionCatalog.FRESH),
            profiles,
            Map.of(),
            settings,
            shape,
            pool,
            new FlowLimits(1_000, 1_000),
            _ -> {});
    List<List<FleetFinding>> once =
        SimulatedFleet.of(estate).all().stream().gather(Gatherers.windowFixed(batch)).toList();
    Deque<List<FleetFinding>> batches = new ArrayDeque<>(once);
    batches.addAll(once);
    Instant begun = clock.instant();
    next(clock, pool, work, batches);
    while (clock.runNext()) {
      // Until nothing is left to do.
    }
    return new SequentialResult(
        work.dealtWith(), calls.meter().uses(), Duration.between(begun, work.last()));
  }

  private static void next(
      VirtualClock clock, FunctionPool pool, IntakeWork work, Deque<List<FleetFinding>> batches) {
    if (batches.isEmpty()) {
      return;
    }
    Environment environment = pool.acquire().orElseThrow();
    List<SimulatedEvent> events =
        batches.remove().stream()
            .map(f -> SimulatedEvent.failed(f.group(), clock.instant()))
            .toList();
    work.invoke(
        environment,
        events,
        failed -> {
          if (!failed.isEmpty()) {
            throw new IllegalStateException(failed.size() + " events failed");
          }
          pool.release(environment);
          next(clock, pool, work, batches);
        });
  }
}
