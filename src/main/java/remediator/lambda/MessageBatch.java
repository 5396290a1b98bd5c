package remediator.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.finding.InvalidEventException;

/**
 * Messages of an SQS queue, as Lambda hands them to a function ("Using Lambda with Amazon SQS").
 * Read without the record binding that SQSEvent needs, which takes longer to load than all else
 * that a batch of ignored events costs.
 *
 * @param messages in the order of the batch
 */
record MessageBatch(List<QueuedMessage> messages) {
  /** What a synchronous invocation carries ("Lambda quotas"), which bounds a batch. */
  static final int LARGEST = 6 * 1024 * 1024;

  private static final String SOURCE = "aws:sqs";

  /**
   * One message.
   *
   * @param id stays the same when the message is delivered again, and in the dead-letter queue
   * @param body the event, which may be none
   */
  record QueuedMessage(String id, String body) {}

  /**
   * Reads a batch.
   *
   * @return empty where the function was sent something else
   * @throws InvalidEventException where a record is not as Lambda makes it
   */
  static Optional<MessageBatch> read(Map<String, Object> event) {
    if (!(event.get("Records") instanceof List<?> records)
        || records.isEmpty()
        || !(records.getFirst() instanceof Map<?, ?> first)
        || !SOURCE.equals(first.get("eventSource"))) {
      return Optional.empty();
    }
    List<QueuedMessage> messages = new ArrayList<>();
    for (Object each : records) {
      if (each instanceof Map<?, ?> message
          && SOURCE.equals(message.get("eventSource"))
          && message.get("messageId") instanceof String id
          && message.get("body") instanceof String body) {
        messages.add(new QueuedMessage(id, body));
      } else {
        throw new InvalidEventException(
            "Records has one that is no message of a queue, with eventSource, messageId and body");
      }
    }
    return Optional.of(new MessageBatch(List.copyOf(messages)));
  }

  /**
   * What the function answers ("Implementing partial batch responses").
   *
   * @param failed ids of the messages that are to be delivered again
   */
  static Map<String, Object> answer(List<String> failed) {
    return Map.of(
        "batchItemFailures", failed.stream().map(id -> Map.of("itemIdentifier", id)).toList());
  }
}
