package remediator.local.look;

import java.time.Duration;
import java.util.Locale;

/** How a local run writes times. */
public final class ElapsedTime {
  private ElapsedTime() {}

  /** Such as "1 h 12 min 26 s". */
  public static String span(Duration d) {
    String text =
        (d.toDays() == 0 ? "" : d.toDays() + " d ")
            + (d.toHoursPart() == 0 ? "" : d.toHoursPart() + " h ")
            + (d.toMinutesPart() == 0 ? "" : d.toMinutesPart() + " min ")
            + (d.toSecondsPart() == 0 ? "" : d.toSecondsPart() + " s");
    return text.isEmpty() ? "0 s" : text.strip();
  }

  /** {@code +01:02:03}, with days in front where there are any. */
  public static String since(Duration time) {
    String clock =
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            time.toHoursPart(),
            time.toMinutesPart(),
            time.toSecondsPart());
    return time.toDays() == 0
        ? "+" + clock
        : String.format(Locale.ROOT, "%dd+%s", time.toDays(), clock);
  }

  /** The same where there is little room, such as {@code +1:02} or {@code +7d 1:02}. */
  public static String shortly(Duration time) {
    String days = time.toDays() == 0 ? "" : time.toDays() + "d ";
    return String.format(Locale.ROOT, "+%s%d:%02d", days, time.toHoursPart(), time.toMinutesPart());
  }
}
