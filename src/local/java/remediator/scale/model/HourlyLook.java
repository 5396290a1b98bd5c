package remediator.scale.model;

import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.IntakeProfiles;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.Roster;
import remediator.scale.model.SimulatedFleet.SimulatedGroup;

/**
 * The hourly look at all lines: the ledger is read, then each account where a group waits is looked
 * at, one after the other, in one invocation. One that takes longer than the function may is tried
 * again twice, then it is a dead letter.
 */
final class HourlyLook {
  /** Rows of six KB in a page of a scan. */
  private static final int ROWS_A_PAGE = 170;

  private static final ServiceCall SCAN = new ServiceCall("DynamoDB", "Scan", false);
  private static final ServiceCall READ = new ServiceCall("DynamoDB", "GetItem", false);

  private final VirtualClock clock;
  private final SimulatedFleet fleet;
  private final IntakeProfiles profiles;
  private final IntakeShape shape;
  private final FunctionPool pool;
  private final CallSequence calls;
  private final IntakeWork work;
  private Duration longest = Duration.ZERO;
  private int deadLetters;

  HourlyLook(
      VirtualClock clock,
      SimulatedFleet fleet,
      IntakeProfiles profiles,
      IntakeShape shape,
      FunctionPool pool,
      CallSequence calls,
      IntakeWork work) {
    this.clock = clock;
    this.fleet = fleet;
    this.profiles = profiles;
    this.shape = shape;
    this.pool = pool;
    this.calls = calls;
    this.work = work;
  }

  void look() {
    attempt(1);
  }

  private void attempt(int count) {
    Optional<Environment> environment = pool.acquire();
    if (environment.isEmpty()) {
      clock.schedule(Duration.ofSeconds(1), () -> attempt(count));
      return;
    }
    Instant begun = clock.instant();
    List<Roster> lined = new ArrayList<>(fleet.rosters().stream().filter(Roster::isLined).toList());
    long rows = fleet.groups().stream().filter(g -> g.visits() > 0).count() + lined.size();
    calls.run(
        environment.get(),
        LocalCloud.ACCOUNT,
        Collections.nCopies((int) rows / ROWS_A_PAGE + 1, SCAN),
        _ -> next(environment.get(), lined, 0, begun, count));
  }

  private void next(
      Environment environment, List<Roster> lined, int index, Instant begun, int count) {
    Duration took = Duration.between(begun, clock.instant());
    longest = took.compareTo(longest) > 0 ? took : longest;
    if (took.toSeconds() >= shape.timeoutSeconds()) {
      pool.release(environment);
      if (count > shape.retries()) {
        deadLetters++;
      } else {
        clock.schedule(Duration.ofMinutes(count), () -> attempt(count + 1));
      }
    } else if (index == lined.size()) {
      pool.release(environment);
    } else {
      Roster roster = lined.get(index);
      Optional<SimulatedGroup> first = roster.next();
      List<ServiceCall> ofLook = new ArrayList<>(List.of(READ, READ));
      first.ifPresent(g -> ofLook.addAll(profiles.of(g.kind(), true, 1)));
      calls.run(
          environment,
          roster.account(),
          ofLook,
          _ ->
              work.callUp(
                  environment, roster, _ -> next(environment, lined, index + 1, begun, count)));
    }
  }

  /** The longest look, cut off or not. */
  Duration longest() {
    return longest;
  }

  /** Looks that were cut off three times. */
  int deadLetters() {
    return deadLetters;
  }
}
