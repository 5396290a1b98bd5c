package awsemulator.services;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** EventBridge as far as a sender of own events sees it: what was put can be read back. */
public final class EventBus extends AwsService {
  /** An event as it was put. */
  public record Event(
      String source, String detailType, List<String> resources, Map<String, Object> detail) {}

  private final List<Event> events = new ArrayList<>();
  private volatile boolean failing;

  public EventBus() {
    super("events", Protocol.JSON);
    on(PutEventsRequest.class, (c, q) -> needs(c, q), this::put);
  }

  /** All events so far; read it while holding the clock's monitor. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** From now on no entry is accepted, as when EventBridge itself has a failure. */
  public void fail() {
    failing = true;
  }

  private static List<RequiredRight> needs(CallerIdentity caller, PutEventsRequest q) {
    return q.entries().stream()
        .map(
            e ->
                new RequiredRight(
                    "events:PutEvents",
                    CallerArns.of(caller, "events", "event-bus/default"),
                    Map.of(
                        "events:source", String.valueOf(e.source()),
                        "events:detail-type", String.valueOf(e.detailType()))))
        .toList();
  }

  private PutEventsResponse put(CallerIdentity caller, PutEventsRequest q) {
    List<PutEventsResultEntry> results = q.entries().stream().map(this::put).toList();
    return PutEventsResponse.builder()
        .entries(results)
        .failedEntryCount((int) results.stream().filter(r -> r.errorCode() != null).count())
        .build();
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (failing) {
      return refused("InternalFailure", "Unexpected error occurred.");
    }
    try {
      events.add(
          new Event(
              entry.source(),
              entry.detailType(),
              entry.resources(),
              EmulatorJson.readObject(entry.detail())));
      return PutEventsResultEntry.builder().eventId(UUID.randomUUID().toString()).build();
    } catch (MalformedJsonException _) {
      return refused("MalformedDetail", "Detail is malformed.");
    }
  }

  private static PutEventsResultEntry refused(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }
}
