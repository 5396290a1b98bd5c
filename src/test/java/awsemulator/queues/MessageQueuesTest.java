package awsemulator.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.json.EmulatorJson;
import awsemulator.states.Rig;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateQueue;
import awsemulator.time.VirtualClock;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A queue with a function behind it: batches, what fails, and where it ends. */
class MessageQueuesTest {
  private static final String IN = "arn:aws:sqs:eu-central-1:111122223333:in";
  private static final String DEAD = "arn:aws:sqs:eu-central-1:111122223333:dead";
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
       "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:eu-central-1:111122223333:rule/mine"}}}]}
      """
          .formatted(IN);

  private final VirtualClock clock = new VirtualClock(Rig.START);
  private final List<List<String>> batches = new ArrayList<>();
  private UnaryOperator<String> answer = _ -> "{\"batchItemFailures\":[]}";
  private boolean mayPoll = true;

  private MessageQueues queues(boolean reports) {
    TemplateFunction function =
        new TemplateFunction(
            "Step",
            "Step",
            Rig.FUNCTION,
            Rig.FUNCTION + ":live",
            "awsemulator.states.EchoHandler",
            Map.of(),
            Rig.ROLE,
            60,
            512,
            2,
            21_600,
            null);
    RequestStreamHandler handler =
        (in, out, context) -> {
          String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          batches.add(records(event).stream().map(r -> String.valueOf(r.get("body"))).toList());
          out.write(answer.apply(event).getBytes(StandardCharsets.UTF_8));
        };
    LambdaHost host =
        new LambdaHost(clock, List.of(function), (_, _) -> handler, _ -> {}, (_, _) -> {});
    return new MessageQueues(
        clock,
        host,
        List.of(function),
        (_, need) -> {
          if (!mayPoll) {
            throw new AwsFault("AccessDenied", 403, need.action());
          }
        },
        List.of(
            new TemplateQueue("In", "in", IN, 1800, DEAD, 3, List.of(POLICY)),
            new TemplateQueue("Dead", "dead", DEAD, 30, null, 0, List.of())),
        List.of(new TemplateQueue.Mapping("Mapping", IN, Rig.FUNCTION + ":live", 10, reports)));
  }

  private static List<Map<?, ?>> records(String event) {
    List<Map<?, ?>> records = new ArrayList<>();
    ((List<?>) EmulatorJson.readObject(event).get("Records"))
        .forEach(record -> records.add((Map<?, ?>) record));
    return records;
  }

  private static void send(MessageQueues queues, String body) {
    send(queues, "mine", body);
  }

  private static void send(MessageQueues queues, String rule, String body) {
    Map<String, String> from =
        Map.of("aws:SourceArn", "arn:aws:events:eu-central-1:111122223333:rule/" + rule);
    queues.send("events.amazonaws.com", from, IN, body);
  }

  /** The answer that names the messages with this body. */
  private static UnaryOperator<String> failing(String body) {
    return event ->
        EmulatorJson.write(
            Map.of(
                "batchItemFailures",
                records(event).stream()
                    .filter(r -> body.equals(r.get("body")))
                    .map(r -> Map.of("itemIdentifier", r.get("messageId")))
                    .toList()));
  }

  private void drain() {
    boolean more = true;
    while (more) {
      more = clock.runNext();
    }
  }

  @Test
  void messagesComeInBatchesOfTheMappingsSize() {
    MessageQueues queues = queues(true);
    IntStream.range(0, 23).forEach(i -> send(queues, "m" + i));
    drain();

    assertThat(batches).extracting(List::size).containsExactly(10, 10, 3);
    assertThat(batches.getLast()).containsExactly("m20", "m21", "m22");
    assertThat(queues.oldest("in")).isEmpty();
  }

  @Test
  void aBatchHasNoMoreBytesThanAnInvocationCarries() {
    MessageQueues queues = queues(true);
    IntStream.range(0, 3).forEach(_ -> send(queues, "x".repeat(3 * 1024 * 1024)));
    drain();

    assertThat(batches).extracting(List::size).containsExactly(1, 1, 1);
  }

  @Test
  void whatTheAnswerNamesComesAgainAloneAfterTheVisibilityTimeoutAndIsBuriedInTheEnd() {
    MessageQueues queues = queues(true);
    answer = failing("bad");
    List.of("good", "bad", "fine").forEach(body -> send(queues, body));
    clock.advance(Duration.ofMinutes(29));
    assertThat(batches).containsExactly(List.of("good", "bad", "fine"));
    assertThat(queues.oldest("in")).contains(Rig.START);

    clock.advance(Duration.ofMinutes(1));
    assertThat(batches).hasSize(2).endsWith(List.of("bad"));
    drain();

    assertThat(batches).hasSize(3);
    assertThat(clock.instant()).isEqualTo(Rig.START.plus(Duration.ofMinutes(90)));
    assertThat(queues.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.queue()).isEqualTo("dead");
              assertThat(letter.body()).isEqualTo("bad");
            });
    assertThat(queues.oldest("in")).isEmpty();

    answer = failing("nothing");
    queues.redrive();
    drain();
    assertThat(batches).hasSize(4).endsWith(List.of("bad"));
    assertThat(queues.deadLetters()).isEmpty();
  }

  @Test
  void anAnswerThatCannotBeReadOrNamesOthersFailsTheWholeBatch() {
    for (String bad :
        List.of(
            "no JSON",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"another\"}]}",
            "{\"batchItemFailures\":[{\"id\":\"x\"}]}")) {
      MessageQueues queues = queues(true);
      batches.clear();
      answer = _ -> bad;
      List.of("a", "b").forEach(body -> send(queues, body));
      drain();

      assertThat(batches).hasSize(3).allMatch(List.of("a", "b")::equals);
      assertThat(queues.deadLetters()).hasSize(2);
    }
  }

  @Test
  void withoutReportedFailuresOnlyAnExceptionFailsABatch() {
    MessageQueues queues = queues(false);
    answer = failing("bad");
    send(queues, "bad");
    drain();
    assertThat(batches).hasSize(1);

    answer =
        _ -> {
          throw new IllegalStateException("not today");
        };
    send(queues, "bad");
    drain();
    assertThat(batches).hasSize(4);
    assertThat(queues.deadLetters()).hasSize(1);
  }

  @Test
  void aPollerWithoutItsRightsTakesNothing() {
    mayPoll = false;
    MessageQueues queues = queues(true);
    send(queues, "m");
    drain();

    assertThat(batches).isEmpty();
    assertThat(queues.oldest("in")).isPresent();
  }

  @Test
  void onlyWhatTheQueuesPolicyLetsInMaySend() {
    MessageQueues queues = queues(true);

    assertThatThrownBy(() -> send(queues, "theirs", "m")).hasMessageContaining("may not send");
    assertThatThrownBy(() -> queues.send("sns.amazonaws.com", Map.of(), IN, "m"))
        .hasMessageContaining("may not send");
    assertThatThrownBy(() -> queues.send("events.amazonaws.com", Map.of(), IN + "2", "m"))
        .hasMessageContaining("there is no queue");
  }
}
