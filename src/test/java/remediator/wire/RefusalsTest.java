package remediator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.Json;
import remediator.local.wire.Filled;
import remediator.local.wire.QueryResponses;
import remediator.wire.Pair.Operation;
import remediator.wire.Recorder.Answer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a service refuses is the exception that the SDK's own client makes of it. */
class RefusalsTest {
  private static final Pattern NAMED =
      Pattern.compile(
          "import software\\.amazon\\.awssdk\\.services\\.\\w+\\.model\\.(\\w+Exception);");

  static Stream<Operation> operations() {
    return Pair.allOperations();
  }

  /** Exceptions that the product knows by name. */
  private static Set<String> known() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/remediator"))) {
      return files
          .filter(f -> f.toString().endsWith(".java") && !f.getParent().endsWith("wire"))
          .flatMap(f -> NAMED.matcher(read(f)).results().map((MatchResult m) -> m.group(1)))
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static Answer refusal(Operation operation, int status, String code) {
    return operation.xml()
        ? Answer.of(status, QueryResponses.error(true, code, "It says why.", "id-1"))
        : new Answer(
            status,
            Map.of("x-amzn-RequestId", "id-1"),
            Json.write(Map.of("__type", "com.example.v1#" + code, "message", "It says why.")));
  }

  private static AwsServiceException[] both(Operation operation, Answer answer)
      throws ReflectiveOperationException {
    operation.pair().http().answering(answer);
    SdkRequest request = Filled.pojo(operation.request());
    return new AwsServiceException[] {
      (AwsServiceException) operation.of(operation.pair().sdks(), request),
      (AwsServiceException) operation.of(operation.pair().ours(), request)
    };
  }

  private static void same(AwsServiceException[] both) {
    assertThat(both[1]).hasSameClassAs(both[0]);
    alike(both);
  }

  private static void alike(AwsServiceException[] both) {
    // Where nobody tells them apart by name, ours is the one that all of the service's extend.
    assertThat(both[0]).isInstanceOf(both[1].getClass());
    assertThat(both[1].requestId()).isEqualTo(both[0].requestId());
    assertThat(both[1].statusCode()).isEqualTo(both[0].statusCode());
    assertThat(both[1].getMessage()).contains(both[0].awsErrorDetails().errorMessage());
    assertThat(both[1].awsErrorDetails().errorCode())
        .isEqualTo(both[0].awsErrorDetails().errorCode());
    assertThat(both[1].awsErrorDetails().errorMessage())
        .isEqualTo(both[0].awsErrorDetails().errorMessage());
    assertThat(both[1].awsErrorDetails().serviceName())
        .isEqualTo(both[0].awsErrorDetails().serviceName());
    assertThat(both[1].isThrottlingException()).isEqualTo(both[0].isThrottlingException());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatTheProductCatchesByNameHasItsName(Operation operation) throws Exception {
    Set<String> known = known();
    List<Class<?>> declared =
        Arrays.stream(
                operation
                    .pair()
                    .type()
                    .getMethod(operation.method().getName(), operation.request())
                    .getExceptionTypes())
            .filter(t -> known.contains(t.getSimpleName()))
            .filter(t -> !t.getSimpleName().equals(baseName(operation)))
            .toList();

    for (Class<?> type : declared) {
      String name = type.getSimpleName();
      String bare = name.replaceFirst("Exception$", "");
      int found = 0;
      for (String code : List.of(name, bare, bare + "Fault")) {
        AwsServiceException[] both = both(operation, refusal(operation, 400, code));
        same(both);
        found += both[0].getClass() == type ? 1 : 0;
      }
      assertThat(found).as("%s of %s, by its code", name, operation).isPositive();
    }
  }

  /** The one that all of the service's own extend. */
  private static String baseName(Operation operation) {
    return operation.pair().type().getSimpleName().replaceFirst("Client$", "Exception");
  }

  @Test
  void theProductCatchesSomeByName() throws IOException {
    assertThat(known())
        .contains(
            "ConditionalCheckFailedException",
            "ExecutionAlreadyExistsException",
            "InvalidReplicationGroupStateException",
            "ParameterNotFoundException");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatNobodyKnowsIsTheServicesOwn(Operation operation) throws Exception {
    same(both(operation, refusal(operation, 403, "SomethingNew")));
    alike(both(operation, refusal(operation, 400, "ThrottlingException")));
    alike(both(operation, refusal(operation, 400, "Throttling")));
  }

  /** RestJson tells the code in a header, sometimes with a namespace behind it. */
  @Test
  void theCodeMayStandInAHeader() throws Exception {
    Operation put = Pair.operation("updateItem");
    String code = "ConditionalCheckFailedException";
    for (String header : List.of(code, code + ":http://example.com/")) {
      Answer answer =
          new Answer(400, Map.of("x-amzn-ErrorType", header), "{\"Message\":\"It says why.\"}");

      same(both(put, answer));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatIsNoAnswerOfTheServiceIsARefusalStill(Operation operation) throws Exception {
    for (String body : List.of("<html><body>Bad gateway", "no JSON", "")) {
      AwsServiceException[] both = both(operation, Answer.of(502, body));

      assertThat(both[1]).hasSameClassAs(both[0]);
      assertThat(both[1].statusCode()).isEqualTo(502);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anAnswerThatCannotBeReadIsNoAnswer(Operation operation) throws Exception {
    operation.pair().http().answering(Answer.of(200, operation.xml() ? "<a>" : "{\"a\":"));

    Object ours = operation.of(operation.pair().ours(), Filled.pojo(operation.request()));

    assertThat(ours).isInstanceOf(SdkClientException.class);
  }
}
