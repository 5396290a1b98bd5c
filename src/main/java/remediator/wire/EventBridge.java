package remediator.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What EventBridge is told: PutEvents of "Amazon EventBridge API Reference". It is the one call of
 * that service, whose module in the SDK has 1.9 MB; the whole package may have 32.
 */
public final class EventBridge {
  private final JsonService service;

  public EventBridge(Wire wire) {
    this.service = new JsonService(wire, "EventBridge", _ -> AwsServiceException.builder());
  }

  /**
   * Puts one event on the default bus.
   *
   * @param resource an ARN that the event is about
   * @param detail a JSON object
   * @throws software.amazon.awssdk.core.exception.SdkException where EventBridge did not take it
   */
  public void put(String source, String detailType, String resource, String detail) {
    Map<String, Object> entry =
        Map.of(
            "Source", source,
            "Resources", List.of(resource),
            "DetailType", detailType,
            "Detail", detail);
    Map<String, Object> answer =
        service.call("1.1", "AWSEvents.PutEvents", Map.of("Entries", List.of(entry)));
    // It answers 200 also where it took no entry.
    if (!Integer.valueOf(0).equals(answer.get("FailedEntryCount"))) {
      throw SdkClientException.create("EventBridge did not take it: " + answer.get("Entries"));
    }
  }
}
