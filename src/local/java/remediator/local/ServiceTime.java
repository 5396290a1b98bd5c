package remediator.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time in which ElastiCache was busy or a gate was open: what overlaps counts once. */
final class ServiceTime {
  private record Span(Instant from, Instant to) {}

  private final List<Span> spans = new ArrayList<>();
  private final Instant from;
  private final Instant to;

  /** Counts only what lies between the two. */
  ServiceTime(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param end null while it is not over
   */
  void add(Instant start, Instant end) {
    Instant left = start.isBefore(from) ? from : start;
    Instant right = end == null || end.isAfter(to) ? to : end;
    if (left.isBefore(right)) {
      spans.add(new Span(left, right));
    }
  }

  Duration total() {
    spans.sort(Comparator.comparing(Span::from));
    Duration sum = Duration.ZERO;
    Instant covered = from;
    for (Span span : spans) {
      Instant start = span.from().isAfter(covered) ? span.from() : covered;
      if (start.isBefore(span.to())) {
        sum = sum.plus(Duration.between(start, span.to()));
        covered = span.to();
      }
    }
    return sum;
  }
}
