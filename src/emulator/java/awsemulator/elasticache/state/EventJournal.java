package awsemulator.elasticache.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticache.model.Event;

/** What happened: busy times, visible changes, and the events that DescribeEvents tells. */
public final class EventJournal {
  private record Told(CloudPlace place, Event event) {}

  private final InstantSource clock;
  private final List<BusyInterval> closed = new ArrayList<>();
  private final Map<String, BusyInterval> open = new LinkedHashMap<>();
  private final List<Consumer<VisibleChange>> listeners = new ArrayList<>();
  private final List<Told> events = new ArrayList<>();

  EventJournal(InstantSource clock) {
    this.clock = clock;
  }

  public void listen(Consumer<VisibleChange> listener) {
    listeners.add(listener);
  }

  public void begin(String arn, String what) {
    open.put(arn, new BusyInterval(arn, clock.instant(), null, what));
  }

  public void end(String arn) {
    BusyInterval was = open.remove(arn);
    if (was != null) {
      closed.add(new BusyInterval(arn, was.from(), clock.instant(), was.what()));
    }
  }

  public List<BusyInterval> busy() {
    List<BusyInterval> all = new ArrayList<>(closed);
    all.addAll(open.values());
    return List.copyOf(all);
  }

  public void changed(String arn, String text) {
    VisibleChange change = new VisibleChange(clock.instant(), arn, text);
    listeners.forEach(listener -> listener.accept(change));
  }

  public void event(CloudPlace place, String sourceType, String source, String message) {
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
  public List<Event> events(CloudPlace place, Instant from, Instant to) {
    return events.stream()
        .filter(told -> told.place().equals(place))
        .map(Told::event)
        .filter(event -> !event.date().isBefore(from) && !event.date().isAfter(to))
        .toList();
  }
}
