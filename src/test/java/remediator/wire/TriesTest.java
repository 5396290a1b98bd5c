package remediator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.json.Json;
import remediator.wire.Pair.Operation;
import remediator.wire.Recorder.Answer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** How often a call is tried, and for what: as the SDK's clients do with the same strategy. */
class TriesTest {
  private static final GetItemRequest GET = GetItemRequest.builder().tableName("t").build();
  private static final Answer GOOD = Answer.of(200, "{\"Item\":{\"a\":{\"S\":\"b\"}}}");

  private final Operation get = Pair.operation("getItem");
  private final Recorder http = get.pair().http();

  private static Answer refusal(int status, String code) {
    return Answer.of(status, Json.write(Map.of("__type", code, "message", "m")));
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalServerError, 3",
    "503, ServiceUnavailable, 3",
    "400, ThrottlingException, 3",
    "400, ProvisionedThroughputExceededException, 3",
    "400, RequestLimitExceeded, 3",
    "400, RequestTimeout, 3",
    "400, ValidationException, 1",
    "400, AccessDeniedException, 1",
    "400, ResourceNotFoundException, 1",
    "0, the connection breaks, 3"
  })
  void itIsTriedAgainWhereThatMayHelp(int status, String code, int times)
      throws ReflectiveOperationException {
    http.answering(refusal(status, code));

    Object sdks = get.of(get.pair().sdks(), GET);
    int bySdk = http.sent.size();
    http.sent.clear();
    Object ours = get.of(get.pair().ours(), GET);

    assertThat(http.sent).hasSize(times).hasSize(bySdk);
    assertThat(sdks).isInstanceOf(ours.getClass());
  }

  @Test
  void theSecondAnswerIsAsGoodAsTheFirst() throws ReflectiveOperationException {
    http.answering(refusal(500, "InternalServerError"), Answer.of(0, ""), GOOD);

    Object ours = get.of(get.pair().ours(), GET);

    assertThat(((GetItemResponse) ours).item().get("a").s()).isEqualTo("b");
    assertThat(http.sent).hasSize(3);
    assertThat(http.sent.stream().map(Recorder.Sent::body).distinct()).hasSize(1);
  }

  /** The ledger looks then whether it was its own write: it must be told of the refusal. */
  @Test
  void aWriteWhoseAnswerWasLostEndsInTheRefusalOfTheSecond() throws ReflectiveOperationException {
    http.answering(Answer.of(0, ""), refusal(400, "ConditionalCheckFailedException"));

    Object ours =
        Pair.operation("updateItem").of(get.pair().ours(), UpdateItemRequest.builder().build());

    assertThat(ours).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(http.sent).hasSize(2);
  }

  @Test
  void whoIsInterruptedWaitsForNoOtherAttempt() throws ReflectiveOperationException {
    http.answering(Answer.of(500, ""));
    Thread.currentThread().interrupt();

    Object ours = get.of(get.pair().ours(), GET);

    assertThat(ours).isInstanceOf(SdkClientException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(http.sent).hasSize(1);
  }
}
