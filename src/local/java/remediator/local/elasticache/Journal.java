package remediator.local.elasticache;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticache.model.Event;

/** What happened: busy times, visible changes, and the events that DescribeEvents tells. */
final class Journal {
  private record Told(Place place, Event event) {}

  private final InstantSource clock;
  private final List<Interval> closed = new ArrayList<>();
  private final Map<String, Interval> open = new LinkedHashMap<>();
  private final List<Consumer<Change>> listeners = new ArrayList<>();
  private final List<Told> events = new ArrayList<>();

  Journal(InstantSource clock) {
    this.clock = clock;
  }

  void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  void begin(String arn, String what) {
    open.put(arn, new Interval(arn, clock.instant(), null, what));
  }

  void end(String arn) {
    Interval was = open.remove(arn);
    if (was != null) {
      closed.add(new Interval(arn, was.from(), clock.instant(), was.what()));
    }
  }

  List<Interval> busy() {
    List<Interval> all = new ArrayList<>(closed);
    all.addAll(open.values());
    return List.copyOf(all);
  }

  void changed(String arn, String text) {
    Change change = new Change(clock.instant(), arn, text);
    listeners.forEach(listener -> listener.accept(change));
  }

  void event(Place place, String sourceType, String source, String message) {
    events.add(
        new Told(
            place,
            Event.builder()
                .sourceType(sourceType)
                .sourceIdentifier(source)
                .message(message)
                .date(clock.instant())
                .build()));
  }

  /** Those of a place that happened in a time, oldest first. */
  List<Event> events(Place place, Instant from, Instant to) {
    return events.stream()
        .filter(told -> told.place().equals(place))
        .map(Told::event)
        .filter(event -> !event.date().isBefore(from) && !event.date().isAfter(to))
        .toList();
  }
}
