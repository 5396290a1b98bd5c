package remediator.local.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import remediator.local.look.ElapsedTime;

/** What happens during one event, told as it happens and kept for the report. */
public final class EventStory {
  /**
   * One line.
   *
   * @param who one of {@link #LANES}
   */
  public record Line(Instant at, String who, String text) {}

  /** All who act, in the order of an event's way. */
  static final List<String> LANES =
      List.of("EventBridge", "remediator", "ElastiCache", SimulatedPerson.WHO, "Security Hub");

  private final TerminalOutput out;
  private final InstantSource clock;
  private final Instant start;
  private final List<Line> lines = new ArrayList<>();

  public EventStory(TerminalOutput out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.start = clock.instant();
  }

  public synchronized void tell(String who, String text) {
    Line line = new Line(clock.instant(), who, TerminalOutput.safe(text));
    // One note is written on several findings, one outcome is that of several.
    if (!lines.isEmpty() && lines.getLast().equals(line)) {
      return;
    }
    lines.add(line);
    String time = ElapsedTime.since(Duration.between(start, line.at()));
    out.hanging("%13s  %-12s  ".formatted(time, who), line.text());
  }

  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  public Instant start() {
    return start;
  }
}
