package remediator.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.StrictJson;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.internal.interceptor.DefaultFailedExecutionContext;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Exceptions as AWS's clients throw them, after the scrubber. */
class SecretScrubberTest {
  private static final String TOKEN = "Tok3n!of&the#led$ger^with<every>kind-of-character";

  private final SecretScrubber scrubber = new SecretScrubber();

  private void sent(SdkRequest request) {
    scrubber.beforeExecution(
        InterceptorContext.builder().request(request).build(), new ExecutionAttributes());
  }

  private void got(SdkRequest request, SdkResponse response) {
    scrubber.afterExecution(
        InterceptorContext.builder().request(request).response(response).build(),
        new ExecutionAttributes());
  }

  private Throwable scrubbed(Throwable error) {
    return scrubber.modifyException(
        DefaultFailedExecutionContext.builder()
            .interceptorContext(
                InterceptorContext.builder()
                    .request(ModifyReplicationGroupRequest.builder().build())
                    .build())
            .exception(error)
            .build(),
        new ExecutionAttributes());
  }

  private static String trace(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static InvalidParameterValueException refusal(String text) {
    AwsServiceException.Builder builder =
        InvalidParameterValueException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("InvalidParameterValue")
                    .errorMessage(text)
                    .serviceName("ElastiCache")
                    .build())
            .statusCode(400)
            .requestId("r-1");
    return (InvalidParameterValueException) builder.build();
  }

  private static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("as it is", UnaryOperator.<String>identity()),
        Arguments.of("its beginning", (UnaryOperator<String>) t -> t.substring(0, 16)),
        Arguments.of("its end", (UnaryOperator<String>) t -> t.substring(t.length() - 16)),
        Arguments.of(
            "as XML has it",
            (UnaryOperator<String>)
                t -> t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
        Arguments.of(
            "as an address has it", (UnaryOperator<String>) t -> URLEncoder.encode(t, UTF_8)),
        Arguments.of("as JSON has it", (UnaryOperator<String>) t -> StrictJson.write(List.of(t))),
        Arguments.of(
            "as base64 has it",
            (UnaryOperator<String>) t -> Base64.getEncoder().encodeToString(t.getBytes(UTF_8))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aTokenThatWasSentIsInNoForm(String name, UnaryOperator<String> form) {
    sent(ModifyReplicationGroupRequest.builder().authToken(TOKEN).build());
    String quoted = form.apply(TOKEN);
    String piece = quoted.substring(2, 14);
    Throwable clean = scrubbed(refusal("Of orders-cache " + quoted + " is not valid."));

    assertThat(trace(clean)).as(name).doesNotContain(quoted, piece);
    assertThat(clean)
        .isInstanceOfSatisfying(
            InvalidParameterValueException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage())
                  .startsWith("Of orders-cache ")
                  .contains("(secret)")
                  .endsWith(" is not valid.");
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.requestId()).isEqualTo("r-1");
            });
  }

  @Test
  void whatASecretOfTheOwnerHoldsIsKnownByItsMembersNames() {
    got(
        GetSecretValueRequest.builder().secretId("s").build(),
        GetSecretValueResponse.builder()
            .secretString("{\"username\":\"orders-cache\",\"password\":\"" + "p".repeat(20) + "\"}")
            .build());

    assertThat(scrubbed(refusal("orders-cache: " + "p".repeat(20))).getMessage())
        .startsWith("orders-cache: (secret)");
  }

  @Test
  void causesAndEarlierTriesGoWhereOneOfThemQuotesIt() {
    sent(ModifyReplicationGroupRequest.builder().authToken(TOKEN).build());
    SdkClientException byCause =
        SdkClientException.create("no answer", new IllegalStateException("sent " + TOKEN));
    SdkClientException byTry = SdkClientException.create("no answer");
    byTry.addSuppressed(refusal("was " + TOKEN));

    for (SdkClientException error : List.of(byCause, byTry)) {
      Throwable clean = scrubbed(error);
      assertThat(clean).isInstanceOf(SdkClientException.class).hasMessageContaining("no answer");
      assertThat(trace(clean)).doesNotContain("Tok3n");
    }
  }

  @Test
  void anErrorThatQuotesNothingIsTheVeryOne() {
    sent(ModifyReplicationGroupRequest.builder().authToken(TOKEN).build());
    AwsServiceException error = refusal("The group is busy.");

    assertThat(scrubbed(error)).isSameAs(error);
  }
}
