package remediator.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** Events come through the queue, some at a time, and each fails or succeeds on its own. */
class IncomingEventsTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  /** The example of "Using Lambda with Amazon SQS", with these bodies. */
  private static byte[] batch(String... bodies) {
    SQSEvent event = new SQSEvent();
    event.setRecords(
        IntStream.range(0, bodies.length)
            .mapToObj(
                i -> {
                  SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
                  message.setMessageId("message-" + i);
                  message.setReceiptHandle("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...");
                  message.setBody(bodies[i]);
                  message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
                  message.setMessageAttributes(Map.of());
                  message.setMd5OfBody("098f6bcd4621d373cade4e832627b4f6");
                  message.setEventSource("aws:sqs");
                  message.setEventSourceArn("arn:aws:sqs:us-east-1:111122223333:my-queue");
                  message.setAwsRegion("us-east-1");
                  return message;
                })
            .toList());
    // Lambda writes the first letter of a member small, and of these two as here.
    return StrictJson.write(event)
        .replace("\"records\":", "\"Records\":")
        .replace("\"eventSourceArn\":", "\"eventSourceARN\":")
        .getBytes(UTF_8);
  }

  private List<String> failed(byte[] batch) throws Exception {
    Map<String, Object> answer = run.invoke("FindingFunction", batch);
    return StrictJson.read(StrictJson.write(answer), SQSBatchResponse.class)
        .getBatchItemFailures()
        .stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static String text(Events event) {
    return new String(event.bytes(), UTF_8);
  }

  @Test
  void aMessageThatIsNotUnderstoodFailsAloneWhereverItStands() throws Exception {
    run.importing(Sample.ofOrders().bytes()).importing(Sample.ofCart().bytes());
    List<String> failed =
        failed(
            batch(
                "{\"source\"",
                text(Sample.ofOrders()),
                "{\"source\":\"aws.ec2\"}",
                text(Sample.ofCart()),
                "{\"tls-rollback\":\"off\"}"));

    assertThat(failed).containsExactly("message-0", "message-2", "message-4");
    assertThat(run.executions()).hasSize(2);
    assertThat(run.log("message failed"))
        .extracting(line -> line.get("messageId"))
        .containsExactlyElementsOf(failed);
    assertThat(run.log("message failed").get(1).get("reason").toString())
        .contains("no Security Hub event");
  }

  @Test
  void whatSucceededIsNotDoneAgainWithWhatFailed() {
    run.importing(Sample.ofOrders().bytes()).importing(Sample.ofCart().bytes());
    run.faults().next("ElastiCache.ListTagsForResource", InjectedFault.ACCESS_DENIED, 1);
    run.deliver(Sample.ofOrders().bytes());
    run.deliver(Sample.ofCart().bytes());
    run.forTime(Duration.ofMinutes(29));

    assertThat(run.log("event")).hasSize(2);
    assertThat(run.ledger(Sample.ORDERS)).isEmpty();
    assertThat(run.ledger(Sample.CART)).isPresent();

    run.toTheEnd();
    assertThat(run.log("event")).hasSize(3);
    assertThat(run.deadLetters()).isEmpty();
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
        .isEqualTo(RemediationCase.State.DONE);
    assertThat(run.performed("SFN.StartExecution")).isEqualTo(2);
  }

  @Test
  void aMessageThatIsDeliveredTwiceStartsOneFlow() {
    run.importing(Sample.ofOrders().bytes());
    run.deliver(Sample.ofOrders().bytes());
    run.deliver(Sample.ofOrders().bytes());
    run.toTheEnd();

    assertThat(run.executions()).hasSize(1);
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().attempt()).isEqualTo(1);
  }

  @Test
  void whatFailsFiveTimesIsKeptAndDoesItsWorkWhenItIsRedriven() {
    run.importing(Sample.ofOrders().bytes());
    run.faults().next("DynamoDB.BatchGetItem", InjectedFault.ACCESS_DENIED, 5);
    run.deliver(Sample.ofOrders().bytes());
    run.toTheEnd();

    assertThat(run.executions()).isEmpty();
    assertThat(run.log("message failed")).hasSize(5);
    String id = String.valueOf(run.log("message failed").getFirst().get("messageId"));
    assertThat(run.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter).containsEntry("messageId", id);
              assertThat(StrictJson.readObject(letter.get("body").toString()))
                  .containsEntry("source", "aws.securityhub");
            });

    run.queues().redrive();
    run.toTheEnd();

    assertThat(run.deadLetters()).isEmpty();
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
        .isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void anEventOfAMegabyteBesideOthersIsReadAndALargerOneFails() throws Exception {
    Events large = Sample.ofOrders().with("Description", "x".repeat(1024 * 1024));
    Events closed = Sample.ofCart().with("Workflow/Status", "SUPPRESSED");
    Events fits =
        Sample.ofCart()
            .with("Workflow/Status", "SUPPRESSED")
            .with("Description", "x".repeat(1000 * 1024));

    assertThat(failed(batch(text(closed), text(large), text(fits), text(fits))))
        .containsExactly("message-1");
    assertThat(run.log("message failed").getFirst().get("reason").toString())
        .contains("more than 1048576 bytes");
  }

  @Test
  void aRecordThatLambdaDoesNotMakeIsRefused() {
    Map<String, Object> record =
        new HashMap<>(Map.of("eventSource", "aws:sqs", "messageId", "m", "body", "{}"));
    record.remove("body");
    run.send(StrictJson.writeBytes(Map.of("Records", List.of(record))));
    run.toTheEnd();

    assertThat(run.log("event not understood"))
        .hasSize(3)
        .allSatisfy(l -> assertThat(l.get("reason").toString()).contains("no message of a queue"));
  }

  @Test
  void theEndOfAFlowComesThroughTheQueueAndTheSwitchCommandPastIt() throws Exception {
    run.importing(Sample.ofOrders().bytes());
    run.deliver(Sample.ofOrders().bytes());
    run.toTheEnd();
    assertThat(run.log("message failed")).isEmpty();

    assertThat(
            run.invoke(
                "FindingFunction",
                StrictJson.writeBytes(
                    Map.of("maintenance", "process-queue", "group", Sample.ORDERS))))
        .containsEntry("done", List.of());
  }
}
