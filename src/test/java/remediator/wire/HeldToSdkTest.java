package remediator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.Json;
import remediator.local.template.Deployment;
import remediator.local.template.SamTemplate;
import remediator.local.wire.Filled;
import remediator.local.wire.JsonWriter;
import remediator.local.wire.QueryResponses;
import remediator.wire.Pair.Operation;
import remediator.wire.Recorder.Answer;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Every operation that goes without the SDK's pipeline sends what the SDK's own client sends, and
 * makes of an answer what that makes of it.
 */
class HeldToSdkTest {
  private static final int REQUESTS = 40;

  /** As IAM names them. */
  private static final Set<String> SERVICES =
      Set.of("dynamodb", "elasticache", "securityhub", "ssm", "states");

  static Stream<Operation> operations() {
    return Pair.allOperations();
  }

  /** So that no call of that function ends in an operation that ours do not have. */
  @Test
  void theyAreThoseThatTheFunctionMayUse() {
    Set<String> allowed = new TreeSet<>();
    Deployment stack =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(Map.of(), "111122223333", "eu-central-1", "aws");
    stack.roles().stream()
        .filter(role -> role.arn().contains("FindingRole"))
        .flatMap(role -> role.statements().stream())
        .filter(statement -> statement.get("Effect").equals("Allow"))
        .map(statement -> statement.get("Action"))
        .flatMap(action -> action instanceof List<?> l ? l.stream() : Stream.of(action))
        .map(Object::toString)
        .filter(action -> SERVICES.contains(action.split(":", 2)[0]))
        .forEach(action -> allowed.add(action.split(":", 2)[1]));

    assertThat(allowed).hasSizeGreaterThan(10);
    assertThat(operations().map(o -> o.name().replaceFirst("V2$", ""))).containsAll(allowed);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theRequestIsTheSdks(Operation operation) throws ReflectiveOperationException {
    Random random = new Random(7);
    SdkRequest full = Filled.pojo(operation.request());
    List<SdkRequest> requests = new ArrayList<>(List.of(full, emptied(full)));
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(some(full, random));
    }
    Recorder http = operation.pair().http();
    http.answering(Answer.of(200, operation.xml() ? "<a/>" : "{}"));

    for (SdkRequest request : requests) {
      http.sent.clear();
      operation.of(operation.pair().sdks(), request);
      operation.of(operation.pair().ours(), request);

      assertThat(http.sent).as("%s", request).hasSize(2);
      assertThat(http.sent.get(1)).as("%s", request).isEqualTo(http.sent.get(0));
    }
  }

  /** The same request with lists and maps in which nothing is: not the same as none. */
  private static SdkRequest emptied(SdkRequest full) {
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) full).toBuilder();
    for (SdkField<?> field : builder.sdkFields()) {
      switch (field.marshallingType().getKnownType()) {
        case LIST -> field.set(builder, List.of());
        case MAP -> field.set(builder, Map.of());
        default -> {}
      }
    }
    return (SdkRequest) ((Buildable) builder).build();
  }

  /** The same request with half of its members. */
  private static SdkRequest some(SdkRequest full, Random random) {
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) full).toBuilder();
    for (SdkField<?> field : builder.sdkFields()) {
      if (random.nextBoolean()) {
        field.set(builder, null);
      }
    }
    return (SdkRequest) ((Buildable) builder).build();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theAnswerIsTheSdks(Operation operation) throws ReflectiveOperationException {
    Class<? extends SdkPojo> type = operation.method().getReturnType().asSubclass(SdkPojo.class);
    SdkPojo told = Filled.pojo(type);
    String body =
        operation.xml()
            ? QueryResponses.write(operation.name(), "http://example/", "id", told)
            : Json.write(JsonWriter.write(told));
    operation.pair().http().answering(Answer.of(200, body));
    SdkRequest request = Filled.pojo(operation.request());

    Object sdks = operation.of(operation.pair().sdks(), request);
    Object ours = operation.of(operation.pair().ours(), request);

    assertThat(sdks).isInstanceOf(type);
    assertThat(((SdkPojo) ours).equalsBySdkFields(sdks)).as("%s and %s", ours, sdks).isTrue();
    assertThat(told.equalsBySdkFields(ours)).as("%s and %s", ours, told).isTrue();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anEmptyAnswerIsTheSdks(Operation operation) throws ReflectiveOperationException {
    for (String body : operation.xml() ? List.of("<a/>", "<a> </a>") : List.of("{}", "")) {
      operation.pair().http().answering(new Answer(200, Map.of(), body));
      SdkRequest request = Filled.pojo(operation.request());

      Object sdks = operation.of(operation.pair().sdks(), request);
      Object ours = operation.of(operation.pair().ours(), request);

      assertThat(((SdkPojo) ours).equalsBySdkFields(sdks)).as("%s and %s", ours, sdks).isTrue();
    }
  }
}
