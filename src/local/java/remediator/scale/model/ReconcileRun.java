package remediator.scale.model;

import awsemulator.quota.QuotaMeter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.MeasuredReconcile;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.AccountConcurrency;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.Roster;

/**
 * One reconciliation of a whole fleet, on the virtual clock: the ledger, then all accounts and
 * Regions, by one invocation after the other, each as long as it has time.
 */
public final class ReconcileRun {
  private final VirtualClock clock = new VirtualClock(BurstRun.START);
  private final MeasuredReconcile product;
  private final ReconcileShape shape;
  private final CallSimulator calls;
  private final CallSequence sequence;
  private final FunctionPool pool;
  private final Map<Roster, Integer> groups;
  private final Deque<Roster> places;
  private int parts = 1;
  private int failed;
  private Instant begun = BurstRun.START;
  private Duration longest = Duration.ZERO;

  /**
   * What came of it.
   *
   * @param failed accounts and Regions that could not be looked at
   * @param parts invocations
   * @param longestSeconds the longest invocation
   */
  public record ReconcileResult(
      int places,
      int failed,
      int parts,
      long seconds,
      long longestSeconds,
      int calls,
      Map<String, QuotaMeter.Use> uses) {
    public int throttled() {
      return uses.values().stream().mapToInt(QuotaMeter.Use::throttled).sum();
    }
  }

  private ReconcileRun(
      MeasuredReconcile product,
      ReconcileShape shape,
      SimulatedFleet fleet,
      SimulationSettings settings) {
    this.product = product;
    this.shape = shape;
    calls = new CallSimulator(clock, new Random(settings.seed()), settings);
    sequence = new CallSequence(clock, calls, settings.role(), Duration.ZERO, Duration.ZERO);
    pool = new FunctionPool(clock, settings, new AccountConcurrency());
    groups = fleet.sizes();
    places = new ArrayDeque<>(fleet.rosters());
  }

  /**
   * Runs it.
   *
   * @param running flows that run meanwhile
   */
  public static ReconcileResult of(
      MeasuredReconcile product,
      ReconcileShape shape,
      SimulatedFleet fleet,
      int running,
      SimulationSettings settings) {
    ReconcileRun run = new ReconcileRun(product, shape, fleet, settings);
    int all = run.places.size();
    run.compareLedger(fleet.groups().size(), running);
    while (run.clock.runNext()) {
      // Until nothing is left to do.
    }
    return new ReconcileResult(
        all,
        run.failed,
        run.parts,
        Duration.between(BurstRun.START, run.clock.instant()).toSeconds(),
        run.longest.toSeconds(),
        run.calls.calls(),
        run.calls.meter().uses());
  }

  private void compareLedger(int rows, int running) {
    Environment environment = pool.acquire().orElseThrow();
    sequence.run(
        environment, LocalCloud.ACCOUNT, product.ledger(rows, running), _ -> ended(environment));
  }

  private void ended(Environment environment) {
    Duration took = Duration.between(begun, clock.instant());
    longest = took.compareTo(longest) > 0 ? took : longest;
    pool.release(environment);
    if (!places.isEmpty()) {
      parts++;
      begun = clock.instant();
      Environment next = pool.acquire().orElseThrow();
      clock.schedule(pool.start(next), () -> some(next));
    }
  }

  private void some(Environment environment) {
    Instant last = begun.plus(shape.timeout()).minus(shape.toEnd());
    if (places.isEmpty() || clock.instant().isAfter(last)) {
      ended(environment);
      return;
    }
    Deque<Roster> now = new ArrayDeque<>();
    while (!places.isEmpty() && now.size() < shape.atATime()) {
      now.add(places.remove());
    }
    sequence.run(
        environment,
        LocalCloud.ACCOUNT,
        product.list(),
        _ -> {
          int[] lanes = {Math.min(shape.lanes(), now.size())};
          Runnable done =
              () -> {
                if (--lanes[0] == 0) {
                  some(environment);
                }
              };
          for (int i = lanes[0]; i > 0; i--) {
            lane(environment, now, done);
          }
        });
  }

  private void lane(Environment environment, Deque<Roster> some, Runnable done) {
    if (some.isEmpty()) {
      done.run();
      return;
    }
    Roster place = some.remove();
    List<ServiceCall> ofPlace = product.place(groups.get(place));
    sequence.run(
        environment,
        place.account(),
        ofPlace,
        well -> {
          failed += well ? 0 : 1;
          lane(environment, some, done);
        });
  }
}
