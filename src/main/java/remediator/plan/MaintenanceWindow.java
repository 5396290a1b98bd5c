package remediator.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weekly span of time in UTC, written as ElastiCache writes maintenance windows: {@code
 * sun:23:00-mon:01:30}.
 *
 * @param from minutes since Monday, 00:00
 * @param to the same; where it is not later than {@code from}, it is in the next week
 */
public record MaintenanceWindow(int from, int to) {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int WEEK = 7 * 24 * 60;
  private static final Pattern SHAPE =
      Pattern.compile("([a-z]{3}):([0-9]{2}):([0-9]{2})-([a-z]{3}):([0-9]{2}):([0-9]{2})");

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static MaintenanceWindow parse(String text) {
    Matcher m = SHAPE.matcher(text);
    if (!m.matches() || !DAYS.contains(m.group(1)) || !DAYS.contains(m.group(4))) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no window such as sun:23:00-mon:01:30");
    }
    return new MaintenanceWindow(
        minutes(m.group(1), m.group(2), m.group(3)), minutes(m.group(4), m.group(5), m.group(6)));
  }

  private static int minutes(String day, String hour, String minute) {
    return (DAYS.indexOf(day) * 24 + Integer.parseInt(hour)) * 60 + Integer.parseInt(minute);
  }

  /** In minutes; a window that begins and ends at the same minute is a whole week. */
  private int length() {
    return Math.floorMod(to - from - 1, WEEK) + 1;
  }

  /** Whether it is open whenever the other is. */
  boolean contains(MaintenanceWindow other) {
    return length() == WEEK || Math.floorMod(other.from - from, WEEK) + other.length() <= length();
  }

  /** How long until it opens; zero while it is open. */
  public Duration untilOpen(Instant now) {
    ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
    ZonedDateTime monday = utc.with(DayOfWeek.MONDAY).toLocalDate().atStartOfDay(ZoneOffset.UTC);
    Duration sinceMonday = Duration.between(monday, utc);
    Duration sinceOpening = sinceMonday.minusMinutes(from);
    if (sinceOpening.isNegative()) {
      sinceOpening = sinceOpening.plusMinutes(WEEK);
    }
    return sinceOpening.compareTo(Duration.ofMinutes(length())) < 0
        ? Duration.ZERO
        : Duration.ofMinutes(WEEK).minus(sinceOpening);
  }
}
