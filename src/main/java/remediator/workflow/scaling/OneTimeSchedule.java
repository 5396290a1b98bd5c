package remediator.workflow.scaling;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** When a scheduled action of the form {@code at(yyyy-mm-ddThh:mm:ss)} is due. */
final class OneTimeSchedule {
  private static final Pattern AT = Pattern.compile("at\\((\\S+)\\)");

  private OneTimeSchedule() {}

  /** Empty where it comes again, by {@code cron} or {@code rate}. */
  static Optional<Instant> of(ScheduledAction action) {
    Matcher matcher = AT.matcher(action.schedule() == null ? "" : action.schedule());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      ZoneId zone = ZoneId.of(action.timezone() == null ? "UTC" : action.timezone());
      return Optional.of(LocalDateTime.parse(matcher.group(1)).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      // AWS took it, so AWS may say whether it takes it again.
      return Optional.empty();
    }
  }
}
