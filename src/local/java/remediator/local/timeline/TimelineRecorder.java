package remediator.local.timeline;

import awsemulator.data.DataPlane.Accepts;
import awsemulator.elasticache.state.BusyInterval;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.StateEntered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes down who was at what and when, from what can be seen of the local cloud. */
public final class TimelineRecorder {
  private static final String GATE = "Ask";

  private record Admission(Accepts accepts, Instant since) {}

  private final InstantSource clock;
  private final Instant start;

  /** The function in the VPC works for the step that has asked, sometimes every two seconds. */
  private static final String ON_BEHALF = "WorkOnNodes";

  private final Map<ExecutionView, List<StateEntered>> states = new LinkedHashMap<>();
  private final Map<String, Admission> admissions = new LinkedHashMap<>();
  private final Set<TimelineBar> bars = new LinkedHashSet<>();

  public TimelineRecorder(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  public synchronized void entered(StateEntered state) {
    states.computeIfAbsent(state.execution(), _ -> new ArrayList<>()).add(state);
  }

  /**
   * What the ports of a group accept from now on.
   *
   * @param accepts null for no group any more
   */
  public synchronized void accepts(String groupArn, Accepts accepts) {
    Admission was = admissions.get(groupArn);
    if (was != null && was.accepts() == accepts) {
      return;
    }
    admissions.remove(groupArn);
    if (was != null) {
      bars.add(admitted(groupArn, was));
    }
    if (accepts != null) {
      admissions.put(groupArn, new Admission(accepts, clock.instant()));
    }
  }

  private TimelineBar admitted(String groupArn, Admission was) {
    String what =
        switch (was.accepts()) {
          case PLAINTEXT -> "plaintext";
          case PLAINTEXT_AND_TLS -> "plaintext or TLS";
          case TLS -> "TLS only";
        };
    return new TimelineBar(
        TimelineLane.CLIENTS, was.since(), clock.instant(), what + ": " + name(groupArn), "");
  }

  /** Writes were refused; as the ledger has it. */
  public synchronized void paused(Instant from, Duration length) {
    bars.add(
        new TimelineBar(
            TimelineLane.CLIENTS, from, from.plus(length), "writes refused", TimelineBar.REFUSED));
  }

  /** The published endpoints became the new group's. */
  public synchronized void cutOver(Instant at) {
    bars.add(TimelineBar.moment(TimelineLane.CLIENTS, at, "endpoints switched"));
  }

  /**
   * A gate has been decided.
   *
   * @param how such as: approved by command; a sentence may follow
   */
  public synchronized void decided(String gate, Instant at, String how) {
    String first = how.split("[;:(,]", 2)[0].strip();
    bars.add(TimelineBar.moment(TimelineLane.PEOPLE, at, gate + " " + first));
  }

  /** A finding has come, and Security Hub goes on reporting it until now. */
  public synchronized void findingStood(String control, String group) {
    bars.add(
        new TimelineBar(
            TimelineLane.FINDING, start, clock.instant(), control + " FAILED: " + group, ""));
  }

  /** Security Hub has looked again. */
  public synchronized void findingBecame(String control, String status) {
    bars.add(TimelineBar.moment(TimelineLane.FINDING, clock.instant(), control + " " + status));
  }

  /**
   * All of it; nothing where no flow ran.
   *
   * @param busy when ElastiCache was at work
   */
  public synchronized List<TimelineBar> bars(List<BusyInterval> busy) {
    List<TimelineBar> all = new ArrayList<>();
    states.forEach((execution, entered) -> all.addAll(steps(execution, entered)));
    if (all.isEmpty()) {
      return List.of();
    }
    all.addAll(bars);
    admissions.forEach((arn, admission) -> all.add(admitted(arn, admission)));
    busy.stream()
        .filter(b -> !b.from().isBefore(start))
        .map(
            b ->
                new TimelineBar(
                    TimelineLane.ELASTICACHE,
                    b.from(),
                    b.to() == null ? clock.instant() : b.to(),
                    name(b.arn()) + " " + b.what(),
                    ""))
        .forEach(all::add);
    return all;
  }

  /**
   * A step lasts from its task to the next one's, whatever waits and choices lie between. What was
   * begun before the execution, by the function that takes findings, is waited for at first.
   */
  private List<TimelineBar> steps(ExecutionView execution, List<StateEntered> entered) {
    Instant end = execution.stopped() == null ? clock.instant() : execution.stopped();
    List<TimelineBar> steps = new ArrayList<>();
    StateEntered current = null;
    for (StateEntered state : entered) {
      boolean begins =
          current == null
              ? state.type().equals("Task") || state.type().equals("Wait")
              : state.type().equals("Task")
                  && !same(state, current)
                  && !state.state().equals(ON_BEHALF);
      boolean gateOver = current != null && current.state().startsWith(GATE);
      if (begins || gateOver) {
        if (current != null) {
          steps.add(step(current, state.at()));
        }
        current = begins ? state : null;
      }
    }
    if (current != null) {
      steps.add(step(current, end));
    }
    return steps;
  }

  private static boolean same(StateEntered one, StateEntered other) {
    return one.state().equals(other.state());
  }

  private static TimelineBar step(StateEntered state, Instant to) {
    boolean gate = state.state().startsWith(GATE);
    return new TimelineBar(
        gate ? TimelineLane.PEOPLE : TimelineLane.REMEDIATOR,
        state.at(),
        to,
        gate
            ? "gate "
                + words(state.state().substring(GATE.length()))
                    .toLowerCase(Locale.ROOT)
                    .replace(' ', '-')
            : words(state.state()),
        "");
  }

  /** "EnableTlsPreferred" is written "Enable TLS preferred". */
  private static String words(String name) {
    String text = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    String known = text.replace("tls", "TLS");
    return Character.toUpperCase(known.charAt(0)) + known.substring(1);
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
