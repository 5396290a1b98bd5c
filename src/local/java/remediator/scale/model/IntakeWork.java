package remediator.scale.model;

import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import remediator.ledger.RegionQuotaStore;
import remediator.scale.measure.GroupKind;
import remediator.scale.measure.IntakeProfiles;
import remediator.scale.measure.MeasuredFlow;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.CaseState;
import remediator.scale.model.SimulatedFleet.Roster;
import remediator.scale.model.SimulatedFleet.SimulatedGroup;

/** What the function that takes findings does with a batch: the calls that were measured of it. */
final class IntakeWork {
  /** Width of the slots that findings are counted by. */
  static final int SLOT_SECONDS = 10;

  /** As the handler has it. */
  private static final Duration TO_END = Duration.ofSeconds(30);

  private final VirtualClock clock;
  private final CallSequence calls;
  private final IntakeProfiles profiles;
  private final Map<GroupKind, MeasuredFlow> flows;
  private final SimulationSettings settings;
  private final IntakeShape shape;
  private final FunctionPool pool;
  private final FlowLimits limits;
  private final Consumer<SimulatedGroup> started;
  private final List<Integer> bySlot = new ArrayList<>();
  private int dealtWith;
  private Instant last = Instant.MIN;
  private Duration longest = Duration.ZERO;

  /**
   * Puts the parts together.
   *
   * @param flows by the kind of the group; of what happens when one has ended
   * @param started is told of a group whose flow begins
   */
  IntakeWork(
      VirtualClock clock,
      CallSequence calls,
      IntakeProfiles profiles,
      Map<GroupKind, MeasuredFlow> flows,
      SimulationSettings settings,
      IntakeShape shape,
      FunctionPool pool,
      FlowLimits limits,
      Consumer<SimulatedGroup> started) {
    this.clock = clock;
    this.calls = calls;
    this.profiles = profiles;
    this.flows = flows;
    this.settings = settings;
    this.shape = shape;
    this.pool = pool;
    this.limits = limits;
    this.started = started;
  }

  /**
   * Runs an invocation: first what is no failed control, then the failed controls of each group.
   *
   * @param done is given the events that failed
   */
  void invoke(
      Environment environment, List<SimulatedEvent> batch, Consumer<List<SimulatedEvent>> done) {
    Instant end = clock.instant().plusSeconds(shape.timeoutSeconds()).minus(TO_END);
    List<List<SimulatedEvent>> works = new ArrayList<>();
    Map<SimulatedGroup, List<SimulatedEvent>> byGroup = new LinkedHashMap<>();
    for (SimulatedEvent event : batch) {
      if (event.isFailedControl()) {
        byGroup.computeIfAbsent(event.group(), _ -> new ArrayList<>()).add(event);
      } else {
        works.add(List.of(event));
      }
    }
    BatchAhead lines =
        BatchAhead.ofAccounts(
            works.stream()
                .flatMap(List::stream)
                .filter(e -> e.fixed().stream().anyMatch(ServiceCall::isOperator))
                .map(e -> e.group().roster().account())
                .distinct()
                .toList());
    works.addAll(byGroup.values());
    BatchAhead ahead = BatchAhead.ofGroups(List.copyOf(byGroup.keySet()), RegionQuotaStore.FRESH);
    clock.schedule(
        pool.start(environment),
        () -> next(environment, lines, ahead, works, 0, end, new ArrayList<>(), done));
  }

  private void next(
      Environment environment,
      BatchAhead lines,
      BatchAhead ahead,
      List<List<SimulatedEvent>> works,
      int index,
      Instant end,
      List<SimulatedEvent> failed,
      Consumer<List<SimulatedEvent>> done) {
    if (index == works.size()) {
      done.accept(failed);
      return;
    }
    List<SimulatedEvent> events = works.get(index);
    Consumer<Boolean> after =
        well -> {
          if (well) {
            events.forEach(this::tally);
          } else {
            failed.addAll(events);
          }
          clock.schedule(
              settings.ownTime().multipliedBy(events.size()),
              () -> next(environment, lines, ahead, works, index + 1, end, failed, done));
        };
    if (clock.instant().isAfter(end)) {
      after.accept(false);
    } else {
      take(environment, events.getFirst().isFailedControl() ? ahead : lines, events, after);
    }
  }

  private void tally(SimulatedEvent event) {
    event.end();
    if (event.isFailedControl()) {
      dealtWith++;
      last = clock.instant();
      int slot = (int) (Duration.between(BurstRun.START, last).toSeconds() / SLOT_SECONDS);
      while (bySlot.size() <= slot) {
        bySlot.add(0);
      }
      bySlot.set(slot, bySlot.get(slot) + 1);
      Duration took = Duration.between(event.sent(), last);
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
  }

  private void take(
      Environment environment,
      BatchAhead ahead,
      List<SimulatedEvent> events,
      Consumer<Boolean> after) {
    SimulatedEvent event = events.getFirst();
    SimulatedGroup group = event.group();
    if (!event.isFailedControl()) {
      calls.run(
          environment,
          ahead,
          group.roster().account(),
          event.fixed(),
          well -> {
            if (well) {
              callUp(environment, group.roster(), after);
            } else {
              after.accept(false);
            }
          });
      return;
    }
    CaseState before = group.state();
    boolean queued = before == CaseState.WAITING;
    boolean starts = false;
    if (before == CaseState.NONE && group.kind().needsFlow()) {
      starts = !group.roster().isLined() && enters(group);
      queued = !starts;
      group.become(starts ? CaseState.RUNNING : CaseState.WAITING);
    }
    boolean begins = starts;
    boolean lines = queued && before == CaseState.NONE;
    ahead.next(group);
    calls.run(
        environment,
        ahead,
        group.roster().account(),
        profiles.of(group.kind(), queued, group.visits(), events.size()),
        well -> {
          if (well) {
            events.forEach(_ -> group.visited());
            if (begins) {
              started.accept(group);
            } else if (lines) {
              group.roster().line(group);
            }
          } else {
            group.become(before);
            if (begins) {
              group.roster().leave();
            }
          }
          after.accept(well);
        });
  }

  /** Starts the flow of the group that waits first, if there is a place for it. */
  void callUp(Environment environment, Roster roster, Consumer<Boolean> after) {
    Optional<SimulatedGroup> first = roster.next().filter(this::enters);
    if (first.isEmpty()) {
      after.accept(true);
      return;
    }
    SimulatedGroup group = first.get();
    roster.called();
    calls.run(
        environment,
        roster.account(),
        flows.get(group.kind()).ended(),
        well -> {
          if (well) {
            group.become(CaseState.RUNNING);
            started.accept(group);
          } else {
            roster.leave();
            roster.lineFirst(group);
          }
          after.accept(well);
        });
  }

  /** Whether a group gets a place now. */
  private boolean enters(SimulatedGroup group) {
    long day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    return group.roster().enter(limits.flows(), limits.groupsADay(), day);
  }

  /** Findings that were dealt with. */
  int dealtWith() {
    return dealtWith;
  }

  /** The same by ten seconds since the start. */
  List<Integer> bySlot() {
    return List.copyOf(bySlot);
  }

  /** When the last finding was dealt with. */
  Instant last() {
    return last;
  }

  /** The longest that a finding took. */
  Duration longest() {
    return longest;
  }
}
