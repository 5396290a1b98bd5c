package awsemulator.queues;

import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import awsemulator.states.interpreter.ArnParts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What Lambda hands to a function of a queue, and how it reads the answer. */
final class BatchEvent {
  private BatchEvent() {}

  /** "Example standard queue message event". */
  static String of(String queueArn, List<QueuedMessage> batch) {
    return EmulatorJson.write(
        Map.of("Records", batch.stream().map(message -> record(queueArn, message)).toList()));
  }

  private static Map<String, Object> record(String queueArn, QueuedMessage message) {
    String sent = String.valueOf(message.sent.toEpochMilli());
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("ApproximateReceiveCount", String.valueOf(message.received));
    attributes.put("SentTimestamp", sent);
    attributes.put("SenderId", "AIDAIENQZJOLO23YVJ4VO");
    attributes.put("ApproximateFirstReceiveTimestamp", sent);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("messageId", message.id);
    record.put("receiptHandle", "receipt of " + message.id);
    record.put("body", message.body);
    record.put("attributes", attributes);
    record.put("messageAttributes", Map.of());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", queueArn);
    record.put("awsRegion", ArnParts.of(queueArn).region());
    return record;
  }

  static Set<String> ids(List<QueuedMessage> batch) {
    return batch.stream().map(m -> m.id).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * "Success and failure conditions": an answer without failures is a success; one that is not
   * JSON, or names a message that was not sent, fails the whole batch.
   */
  static Set<String> failed(String answer, List<QueuedMessage> batch) {
    Set<String> all = ids(batch);
    Set<String> failed = new LinkedHashSet<>();
    try {
      Object failures =
          answer.isEmpty() ? null : EmulatorJson.readObject(answer).get("batchItemFailures");
      for (Object each : failures instanceof List<?> list ? list : List.of()) {
        Object id = each instanceof Map<?, ?> item ? item.get("itemIdentifier") : null;
        if (!(id instanceof String known) || !all.contains(known)) {
          return all;
        }
        failed.add(known);
      }
    } catch (MalformedJsonException e) {
      return all;
    }
    return failed;
  }
}
