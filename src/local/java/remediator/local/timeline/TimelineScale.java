package remediator.local.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a time is drawn, in percent of the width. Time runs evenly, but for long times in which
 * nothing begins or ends: half a day until Security Hub looks again would leave no room for the
 * minutes of work. Each of those is a break of the same width, and drawn as such.
 */
final class TimelineScale {
  private static final Duration LONG = Duration.ofHours(2);
  private static final double BREAK = 7;
  private static final double MOST_FOR_BREAKS = 50;

  /** From one time at which something happens to the next. */
  record Stretch(Instant from, Instant to, double x, double width, boolean broken) {}

  private final List<Stretch> stretches = new ArrayList<>();

  TimelineScale(List<TimelineBar> bars) {
    TreeSet<Instant> times = new TreeSet<>();
    bars.forEach(b -> times.addAll(List.of(b.from(), b.to())));
    List<Instant> all = List.copyOf(times);
    double even = 0;
    int breaks = 0;
    for (int i = 1; i < all.size(); i++) {
      if (isLong(all.get(i - 1), all.get(i))) {
        breaks++;
      } else {
        even += seconds(all.get(i - 1), all.get(i));
      }
    }
    double broken = breaks == 0 ? 0 : Math.min(BREAK, MOST_FOR_BREAKS / breaks);
    double perSecond = even == 0 ? 0 : (100 - broken * breaks) / even;
    double x = 0;
    for (int i = 1; i < all.size(); i++) {
      boolean isBreak = isLong(all.get(i - 1), all.get(i));
      double width = isBreak ? broken : perSecond * seconds(all.get(i - 1), all.get(i));
      stretches.add(new Stretch(all.get(i - 1), all.get(i), x, width, isBreak));
      x += width;
    }
  }

  private static boolean isLong(Instant from, Instant to) {
    return Duration.between(from, to).compareTo(LONG) > 0;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  double x(Instant time) {
    for (Stretch stretch : stretches) {
      if (!time.isAfter(stretch.to())) {
        double part =
            seconds(stretch.from(), time) / Math.max(1e-3, seconds(stretch.from(), stretch.to()));
        return stretch.x() + stretch.width() * Math.max(0, part);
      }
    }
    return stretches.isEmpty() ? 0 : stretches.getLast().x() + stretches.getLast().width();
  }

  List<Stretch> breaks() {
    return stretches.stream().filter(Stretch::broken).toList();
  }

  boolean isInBreak(Instant time) {
    return breaks().stream().anyMatch(b -> time.isAfter(b.from()) && time.isBefore(b.to()));
  }

  /** Time that is drawn evenly. */
  Duration even() {
    return stretches.stream()
        .filter(s -> !s.broken())
        .map(s -> Duration.between(s.from(), s.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
