package remediator.local.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.local.look.ElapsedTime;

/**
 * Where everything of a timeline is drawn: across in percent of the width, so that letters keep
 * their size on every screen; down in pixels.
 */
public final class TimelineDrawing {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int ROW = 24;
  private static final int HEAD = 22;
  private static final int GAP = 8;

  /** What one letter takes on a screen as wide as a desk's; narrower ones show fewer labels. */
  private static final double LETTER = 0.72;

  private static final double LETTER_ON_PHONE = 2.1;
  private static final double LEAST_SPACE_ON_PHONE = 21;
  private static final double LEAST_SPACE_OF_TICKS = 12;
  private static final int MOST_TICKS = 8;
  private static final List<Duration> STEPS =
      Stream.of(10, 30, 60, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400)
          .map(Duration::ofSeconds)
          .toList();

  /**
   * A bar or, where it has no width, a moment.
   *
   * @param label empty where there is no room
   * @param inside whether the label stands on the bar
   * @param before whether it stands left of the bar
   */
  public record Mark(
      double left,
      double wide,
      int y,
      String look,
      String title,
      String label,
      boolean inside,
      boolean before) {
    public boolean isMoment() {
      return wide == 0;
    }

    public String x() {
      return percent(left);
    }

    public String width() {
      return percent(wide);
    }

    /** Whether there is room for the label on a phone too. */
    public boolean isRoomy() {
      return inside && wide >= label.length() * LETTER_ON_PHONE + 3;
    }

    /** Where the label begins or, before the bar, ends. */
    public String labelX() {
      return percent(inside || before ? left : left + wide);
    }
  }

  /** A lane with its marks. */
  public record DrawnLane(String title, String look, int y, int height, List<Mark> marks) {}

  /**
   * A time below the lanes.
   *
   * @param onPhone whether there is room for it on a phone too
   */
  public record Tick(double left, String elapsed, String clock, boolean onPhone) {
    public String x() {
      return percent(left);
    }

    public String anchor() {
      return left < LEAST_SPACE_OF_TICKS / 2
          ? "start"
          : left > 100 - LEAST_SPACE_OF_TICKS / 2 ? "end" : "middle";
    }
  }

  /** Time that is left out. */
  public record Break(double left, double wide) {
    public String x() {
      return percent(left);
    }

    public String width() {
      return percent(wide);
    }
  }

  private final List<TimelineBar> bars;
  private final TimelineScale scale;
  private final Instant start;
  private final List<DrawnLane> lanes = new ArrayList<>();

  private TimelineDrawing(List<TimelineBar> bars) {
    this.bars = bars;
    this.scale = new TimelineScale(bars);
    this.start = bars.stream().map(TimelineBar::from).min(Comparator.naturalOrder()).orElseThrow();
    int y = 0;
    for (TimelineLane lane : TimelineLane.values()) {
      DrawnLane drawn = lane(lane, y);
      lanes.add(drawn);
      y += drawn.height() + GAP;
    }
  }

  /** Nothing where nothing took time. */
  public static Optional<TimelineDrawing> of(List<TimelineBar> bars) {
    return bars.stream().allMatch(TimelineBar::isMoment)
        ? Optional.empty()
        : Optional.of(new TimelineDrawing(bars));
  }

  private DrawnLane lane(TimelineLane lane, int y) {
    List<Mark> marks = new ArrayList<>();
    // The end of what each row holds so far.
    List<Double> rows = new ArrayList<>();
    for (TimelineBar bar : of(lane)) {
      double left = scale.x(bar.from());
      double wide = scale.x(bar.to()) - left;
      String label = label(bar);
      double text = label.length() * LETTER + 1;
      boolean inside = !bar.isMoment() && wide >= text;
      boolean before = !inside && left + wide + text > 100;
      double from = before ? left - text : left;
      double to = Math.max(left + wide, inside || before ? 0 : left + wide + text) + LETTER;
      int row = 0;
      while (row < rows.size() && rows.get(row) > from) {
        row++;
      }
      if (row == rows.size()) {
        rows.add(to);
      } else {
        rows.set(row, to);
      }
      marks.add(
          new Mark(
              left,
              wide,
              y + HEAD + row * ROW,
              lane.look() + (bar.look().isEmpty() ? "" : " " + bar.look()),
              title(bar),
              label,
              inside,
              before));
    }
    return new DrawnLane(
        lane.title(), lane.look(), y, HEAD + Math.max(1, rows.size()) * ROW, marks);
  }

  /** Those of a lane by their beginning, the longest first; moments of the same time are one. */
  private List<TimelineBar> of(TimelineLane lane) {
    List<TimelineBar> own = bars.stream().filter(b -> b.lane() == lane).toList();
    Map<Instant, List<String>> moments =
        own.stream()
            .filter(TimelineBar::isMoment)
            .collect(
                Collectors.groupingBy(
                    TimelineBar::from,
                    TreeMap::new,
                    Collectors.mapping(TimelineBar::text, Collectors.toList())));
    return Stream.concat(
            own.stream().filter(b -> !b.isMoment()),
            moments.entrySet().stream()
                .map(e -> TimelineBar.moment(lane, e.getKey(), String.join(", ", e.getValue()))))
        .sorted(
            Comparator.comparing(TimelineBar::from)
                .thenComparing(TimelineBar::length, Comparator.reverseOrder()))
        .toList();
  }

  /** The first of several that happened at once, and how many others. */
  private static String label(TimelineBar bar) {
    List<String> all = List.of(bar.text().split(", "));
    return !bar.isMoment() || all.size() < 3
        ? bar.text()
        : all.getFirst() + " and " + (all.size() - 1) + " more";
  }

  private String title(TimelineBar bar) {
    String from = at(bar.from());
    return bar.isMoment()
        ? bar.text() + ", at " + from
        : bar.text()
            + ", "
            + from
            + " to "
            + at(bar.to())
            + " ("
            + ElapsedTime.span(bar.length())
            + ")";
  }

  private String at(Instant time) {
    return ElapsedTime.since(Duration.between(start, time));
  }

  public Instant start() {
    return start;
  }

  public List<DrawnLane> lanes() {
    return List.copyOf(lanes);
  }

  /** All that the picture shows, in words, for those who do not see it. */
  public List<String> words() {
    return lanes.stream()
        .flatMap(lane -> lane.marks().stream().map(m -> lane.title() + ": " + m.title()))
        .toList();
  }

  public List<Break> breaks() {
    return scale.breaks().stream().map(b -> new Break(b.x(), b.width())).toList();
  }

  public List<Tick> ticks() {
    Instant end = bars.stream().map(TimelineBar::to).max(Comparator.naturalOrder()).orElseThrow();
    List<Instant> times = new ArrayList<>(List.of(start));
    scale.breaks().forEach(b -> times.add(b.to()));
    Duration step =
        STEPS.stream()
            .filter(s -> scale.even().dividedBy(s) < MOST_TICKS)
            .findFirst()
            .orElse(STEPS.getLast());
    for (TimelineScale.Stretch piece : evenPieces(end)) {
      long steps = Duration.between(start, piece.from()).dividedBy(step);
      for (Instant t = start.plus(step.multipliedBy(steps + 1));
          t.isBefore(piece.to());
          t = t.plus(step)) {
        times.add(t);
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (Instant time : times) {
      double x = scale.x(time);
      if (isFree(ticks.stream(), x, LEAST_SPACE_OF_TICKS)) {
        ticks.add(
            new Tick(
                x,
                ElapsedTime.shortly(Duration.between(start, time)),
                CLOCK.format(time),
                isFree(ticks.stream().filter(Tick::onPhone), x, LEAST_SPACE_ON_PHONE)));
      }
    }
    return ticks.stream().sorted(Comparator.comparingDouble(Tick::left)).toList();
  }

  private static boolean isFree(Stream<Tick> ticks, double x, double space) {
    return ticks.allMatch(t -> Math.abs(t.left() - x) >= space);
  }

  /** What lies between breaks, as far as it is drawn evenly. */
  private List<TimelineScale.Stretch> evenPieces(Instant end) {
    List<TimelineScale.Stretch> pieces = new ArrayList<>();
    Instant from = start;
    for (TimelineScale.Stretch gap : scale.breaks()) {
      pieces.add(new TimelineScale.Stretch(from, gap.from(), 0, 0, false));
      from = gap.to();
    }
    pieces.add(new TimelineScale.Stretch(from, end, 0, 0, false));
    return pieces;
  }

  /** Where the axis is, in pixels from above. */
  public int axis() {
    DrawnLane last = lanes.getLast();
    return last.y() + last.height() + GAP;
  }

  public int height() {
    return axis() + 2 * ROW - GAP;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.3f%%", value);
  }
}
