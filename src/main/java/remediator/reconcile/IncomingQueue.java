package remediator.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Gatherers;
import remediator.aws.AwsErrorText;
import remediator.json.StrictJson;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue that EventBridge's rules send findings to, and from which the function takes them. */
public final class IncomingQueue {
  /** SendMessageBatch takes ten messages, and a MiB in all. */
  private static final int BATCH = 10;

  private final SqsClient client;
  private final String url;

  public IncomingQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /** An event as Security Hub sends it. */
  static String event(String detailType, List<Map<String, Object>> findings) {
    return StrictJson.write(
        Map.of(
            "source",
            "aws.securityhub",
            "detail-type",
            detailType,
            "detail",
            Map.of("findings", findings)));
  }

  /**
   * Sends events while there is time.
   *
   * @param problems gets a sentence for each that SQS did not take
   * @return how many it took
   */
  public int send(List<String> events, BooleanSupplier hasTime, List<String> problems) {
    int sent = 0;
    for (List<String> batch : events.stream().gather(Gatherers.windowFixed(BATCH)).toList()) {
      if (!hasTime.getAsBoolean()) {
        return sent;
      }
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (String event : batch) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(event)
                .build());
      }
      List<BatchResultErrorEntry> failed =
          client.sendMessageBatch(r -> r.queueUrl(url).entries(entries)).failed();
      sent += batch.size() - failed.size();
      failed.forEach(f -> problems.add("a message was not taken: " + AwsErrorText.of(f.message())));
    }
    return sent;
  }
}
