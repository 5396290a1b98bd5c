package awsemulator.states.interpreter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** The events of one execution. */
public final class ExecutionHistory {
  /** "25,000 events in a single state machine execution history", Step Functions service quotas. */
  private static final int QUOTA = 25_000;

  /** A state that is entered writes six events at most, and the execution one when it ends. */
  private static final int ROOM = 7;

  /**
   * @param state the state it happened in, or null
   * @param json the state's input or output, or null
   */
  public record Event(long id, Instant at, HistoryEventType type, String state, String json) {}

  private final List<Event> events = new ArrayList<>();

  void add(Instant at, HistoryEventType type, String state, String json) {
    events.add(new Event(events.size() + 1L, at, type, state, json));
  }

  public boolean full() {
    return events.size() > QUOTA - ROOM;
  }

  int size() {
    return events.size();
  }

  public List<Event> events() {
    return List.copyOf(events);
  }
}
