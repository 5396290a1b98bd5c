package remediator.local.timeline;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that took time; or a moment, where both times are the same.
 *
 * @param look a class in the style sheet besides the lane's, or empty
 */
public record TimelineBar(TimelineLane lane, Instant from, Instant to, String text, String look) {
  /** What clients cannot do meanwhile is drawn otherwise than what they can. */
  static final String REFUSED = "refused";

  static TimelineBar moment(TimelineLane lane, Instant at, String text) {
    return new TimelineBar(lane, at, at, text, "");
  }

  Duration length() {
    return Duration.between(from, to);
  }

  boolean isMoment() {
    return from.equals(to);
  }
}
