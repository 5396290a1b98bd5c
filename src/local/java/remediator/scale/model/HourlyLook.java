package remediator.scale.model;

import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.IntakeProfiles;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.Roster;
import remediator.scale.model.SimulatedFleet.SimulatedGroup;

/**
 * The hourly look at all lines: the ledger is read, and a message sent to the queue for each
 * account where a group waits, ten by one call.
 */
final class HourlyLook {
  /** Rows of six KB in a page of a scan. */
  private static final int ROWS_A_PAGE = 170;

  private static final int MESSAGES_A_CALL = 10;

  private static final ServiceCall SCAN = new ServiceCall("DynamoDB", "Scan", false);
  private static final ServiceCall SEND = new ServiceCall("SQS", "SendMessageBatch", false);
  private static final ServiceCall READ = new ServiceCall("DynamoDB", "GetItem", false);

  private final VirtualClock clock;
  private final SimulatedFleet fleet;
  private final IntakeProfiles profiles;
  private final Duration timeout;
  private final FunctionPool pool;
  private final CallSequence calls;
  private final Consumer<SimulatedEvent> messages;
  private Duration longestLine = Duration.ZERO;
  private int cutOff;

  /**
   * Puts the parts together.
   *
   * @param timeout of the function that sends the messages
   * @param messages takes what is sent to the queue
   */
  HourlyLook(
      VirtualClock clock,
      SimulatedFleet fleet,
      IntakeProfiles profiles,
      Duration timeout,
      FunctionPool pool,
      CallSequence calls,
      Consumer<SimulatedEvent> messages) {
    this.clock = clock;
    this.fleet = fleet;
    this.profiles = profiles;
    this.timeout = timeout;
    this.pool = pool;
    this.calls = calls;
    this.messages = messages;
  }

  void look() {
    Optional<Environment> environment = pool.acquire();
    if (environment.isEmpty()) {
      clock.schedule(Duration.ofSeconds(1), this::look);
      return;
    }
    Instant begun = clock.instant();
    List<Roster> lined = fleet.rosters().stream().filter(Roster::isLined).toList();
    long rows = fleet.groups().stream().filter(g -> g.visits() > 0).count() + lined.size();
    calls.run(
        environment.get(),
        LocalCloud.ACCOUNT,
        Collections.nCopies((int) rows / ROWS_A_PAGE + 1, SCAN),
        _ ->
            send(
                environment.get(),
                new ArrayDeque<>(
                    lined.stream().gather(Gatherers.windowFixed(MESSAGES_A_CALL)).toList()),
                begun));
  }

  private void send(Environment environment, Deque<List<Roster>> left, Instant begun) {
    if (left.isEmpty() || !clock.instant().isBefore(begun.plus(timeout))) {
      cutOff += left.isEmpty() ? 0 : 1;
      pool.release(environment);
      return;
    }
    List<Roster> some = left.remove();
    calls.run(
        environment,
        LocalCloud.ACCOUNT,
        List.of(SEND),
        _ -> {
          some.forEach(roster -> roster.next().ifPresent(g -> messages.accept(message(g, begun))));
          send(environment, left, begun);
        });
  }

  /** The line is read, then the group that is first is looked at. */
  private SimulatedEvent message(SimulatedGroup first, Instant begun) {
    List<ServiceCall> ofLook = new ArrayList<>(List.of(READ, READ));
    ofLook.addAll(profiles.of(first.kind(), true, 1, 1));
    return SimulatedEvent.other(
        first,
        clock.instant(),
        ofLook,
        () -> {
          Duration took = Duration.between(begun, clock.instant());
          longestLine = took.compareTo(longestLine) > 0 ? took : longestLine;
        });
  }

  /** The longest from the hour until the last line had been looked at. */
  Duration longestLine() {
    return longestLine;
  }

  /** Looks that could not send all messages. */
  int cutOff() {
    return cutOff;
  }
}
