package awsemulator.queues;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** SQS, as far as messages are sent in batches. */
public final class MessageQueueApi extends AwsService {
  /** "SendMessageBatch": up to ten messages, and a MiB in all. */
  private static final int MOST_ENTRIES = 10;

  private static final int MOST_BYTES = 1024 * 1024;

  private final MessageQueues queues;

  public MessageQueueApi(MessageQueues queues) {
    super("sqs", Protocol.JSON);
    this.queues = queues;
    on(
        SendMessageBatchRequest.class,
        (c, q) -> List.of(new RequiredRight("sqs:SendMessage", arn(c, q.queueUrl()))),
        this::send);
  }

  /** The URL ends in account and name. */
  private static String arn(CallerIdentity caller, String url) {
    String[] parts = String.valueOf(url).split("/", -1);
    if (parts.length < 2) {
      throw AwsFault.badRequest("InvalidAddress", "The address " + url + " is not valid.");
    }
    return String.join(
        ":",
        "arn",
        caller.partition(),
        "sqs",
        caller.region(),
        parts[parts.length - 2],
        parts[parts.length - 1]);
  }

  private SendMessageBatchResponse send(CallerIdentity caller, SendMessageBatchRequest q) {
    heeds(q, "QueueUrl", "Entries");
    check(q.entries());
    List<SendMessageBatchResultEntry> sent = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : q.entries()) {
      sent.add(
          SendMessageBatchResultEntry.builder()
              .id(entry.id())
              .messageId(queues.send(arn(caller, q.queueUrl()), entry.messageBody()))
              .md5OfMessageBody(md5(entry.messageBody()))
              .build());
    }
    return SendMessageBatchResponse.builder().successful(sent).failed(List.of()).build();
  }

  private static void check(List<SendMessageBatchRequestEntry> entries) {
    if (entries.isEmpty()) {
      throw AwsFault.badRequest(
          "AWS.SimpleQueueService.EmptyBatchRequest", "There should be at least one entry.");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw AwsFault.badRequest(
          "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    Set<String> ids = new HashSet<>();
    int bytes = 0;
    for (SendMessageBatchRequestEntry entry : entries) {
      heeds(entry, "Id", "MessageBody");
      bytes += entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
      if (!ids.add(entry.id())) {
        throw AwsFault.badRequest(
            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", "Id " + entry.id() + " repeated.");
      }
    }
    if (bytes > MOST_BYTES) {
      throw AwsFault.badRequest(
          "AWS.SimpleQueueService.BatchRequestTooLong",
          "Batch requests cannot be longer than 1048576 bytes. You have sent " + bytes + " bytes.");
    }
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has MD5", e);
    }
  }
}
