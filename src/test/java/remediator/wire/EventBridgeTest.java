package remediator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import remediator.json.Json;
import remediator.wire.Recorder.Answer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The call that is made without a model of the SDK, held to the SDK's own client. */
class EventBridgeTest {
  private static final String TAKEN = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}";

  private final Recorder http = new Recorder();
  private final EventBridge ours = new EventBridge(Pair.wire("events", http));

  private void put() {
    ours.put("me", "Asked \"why\"", "arn:aws:elasticache:…", "{\"a\":\"ä\"}");
  }

  @Test
  void itSendsWhatTheSdksClientSends() throws Exception {
    http.answering(Answer.of(200, TAKEN));
    try (EventBridgeClient sdks = Pair.client(EventBridgeClient.builder(), http)) {
      sdks.putEvents(
          r ->
              r.entries(
                  PutEventsRequestEntry.builder()
                      .source("me")
                      .detailType("Asked \"why\"")
                      .resources("arn:aws:elasticache:…")
                      .detail("{\"a\":\"ä\"}")
                      .build()));
    }
    put();

    Recorder.Sent bySdk = http.sent.get(0);
    Recorder.Sent byUs = http.sent.get(1);
    assertThat(Json.readObject(byUs.body().getBytes(UTF_8)))
        .isEqualTo(Json.readObject(bySdk.body().getBytes(UTF_8)));
    assertThat(byUs.withBody("")).isEqualTo(bySdk.withBody(""));
  }

  @Test
  void whatIsTakenIsNoError() {
    http.answering(Answer.of(200, TAKEN));

    assertThatCode(this::put).doesNotThrowAnyException();
  }

  @Test
  void anEntryThatIsNotTakenIsAnErrorThoughTheStatusIs200() {
    http.answering(
        Answer.of(
            200,
            "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\","
                + "\"ErrorMessage\":\"try later\"}]}"));

    assertThatThrownBy(this::put)
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("InternalFailure")
        .hasMessageContaining("try later");
  }

  @Test
  void anAnswerThatSaysNothingIsAnError() {
    http.answering(Answer.of(200, "{}"));

    assertThatThrownBy(this::put).isInstanceOf(SdkException.class);
  }

  @Test
  void aRefusalHasItsCode() {
    http.answering(Answer.of(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}"));

    assertThatThrownBy(this::put)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
  }
}
