package remediator.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static remediator.local.states.Rig.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.local.cloud.AwsFault;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

class StateMachinesTest {
  private static final String WAIT = "\"A\": {\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}";

  @TempDir Path folder;

  private Rig waiting() {
    return Rig.withoutFunctions(folder).deploy(flow("A", WAIT));
  }

  private static StartExecutionResponse start(Rig rig, String name, String input) {
    return rig.call(
        StartExecutionResponse.class,
        StartExecutionRequest.builder()
            .stateMachineArn(Rig.MACHINE)
            .name(name)
            .input(input)
            .build());
  }

  private static DescribeExecutionResponse describe(Rig rig, Execution run) {
    return rig.call(
        DescribeExecutionResponse.class,
        DescribeExecutionRequest.builder().executionArn(run.arn()).build());
  }

  private static String code(Throwable fault) {
    return ((AwsFault) fault).code();
  }

  @Test
  void theSameNameAndInputWhileItRunsIsTheSameExecution() {
    Rig rig = waiting();

    StartExecutionResponse first = start(rig, "orders", "{}");
    rig.clock.advance(Duration.ofSeconds(10));
    StartExecutionResponse second = start(rig, "orders", "{}");

    assertThat(second).isEqualTo(first);
    assertThat(rig.machines.executions()).hasSize(1);
  }

  @Test
  void theSameNameWithAnotherInputOrAfterTheEndExistsAlready() {
    Rig rig = waiting();
    start(rig, "orders", "{}");

    assertThatThrownBy(() -> start(rig, "orders", "{\"n\":1}"))
        .hasMessage(
            "Execution Already Exists:"
                + " 'arn:aws:states:eu-central-1:111122223333:execution:Flow:orders'")
        .satisfies(e -> assertThat(code(e)).isEqualTo("ExecutionAlreadyExists"));
    rig.drain();
    assertThatThrownBy(() -> start(rig, "orders", "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ExecutionAlreadyExists"));
  }

  @Test
  void aNameIsFreeAgainNinetyDaysAfterTheEnd() {
    Rig rig = waiting();
    start(rig, "orders", "{}");
    rig.drain();

    rig.clock.advance(Duration.ofDays(90).minusSeconds(1));
    assertThatThrownBy(() -> start(rig, "orders", "{}")).isInstanceOf(AwsFault.class);
    rig.clock.advance(Duration.ofSeconds(1));
    start(rig, "orders", "{}");

    assertThat(rig.machines.executions()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a/b", "a*", "<a>", "a\u0007", "a,b"})
  void aNameWithForbiddenCharactersIsInvalid(String name) {
    assertThatThrownBy(() -> start(waiting(), name, "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidName"));
  }

  @Test
  void namesAndInputsHaveTheirQuotas() {
    Rig rig = waiting();
    start(rig, "a".repeat(80), "\"" + "x".repeat(262_142) + "\"");

    assertThatThrownBy(() -> start(rig, "a".repeat(81), "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidName"));
    assertThatThrownBy(() -> start(rig, "b", "\"" + "x".repeat(262_143) + "\""))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ValidationException"));
    assertThatThrownBy(() -> start(rig, "c", "{,}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidExecutionInput"));
  }

  @Test
  void whatDoesNotExistIsSaidToNotExist() {
    Rig rig = Rig.withoutFunctions(folder);

    assertThatThrownBy(() -> start(rig, "a", "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("StateMachineDoesNotExist"));
    assertThatThrownBy(
            () ->
                rig.call(
                    DescribeExecutionResponse.class,
                    DescribeExecutionRequest.builder().executionArn("arn:x").build()))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ExecutionDoesNotExist"));
  }

  @Test
  void describeTellsHowItGoes() {
    Rig rig = waiting();
    Execution run = rig.start("{\"n\":1}");

    assertThat(describe(rig, run).status()).isEqualTo(ExecutionStatus.RUNNING);
    rig.drain();

    DescribeExecutionResponse ended = describe(rig, run);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(ended.output()).isEqualTo("{\"n\":1}");
    assertThat(ended.stopDate()).isEqualTo(Rig.START.plusSeconds(60));
    DescribeStateMachineResponse machine =
        rig.call(
            DescribeStateMachineResponse.class,
            DescribeStateMachineRequest.builder().stateMachineArn(Rig.MACHINE).build());
    assertThat(machine.definition()).isEqualTo(flow("A", WAIT));
    assertThat(machine.roleArn()).isEqualTo(Rig.ROLE);
  }

  @Test
  void listShowsTheNewestFirstByPageAndStatus() {
    Rig rig = waiting();
    rig.run("{}");
    rig.start("{}");
    rig.start("{}");

    ListExecutionsRequest.Builder request =
        ListExecutionsRequest.builder().stateMachineArn(Rig.MACHINE).maxResults(2);
    ListExecutionsResponse first = rig.call(ListExecutionsResponse.class, request.build());
    ListExecutionsResponse second =
        rig.call(ListExecutionsResponse.class, request.nextToken(first.nextToken()).build());
    ListExecutionsResponse running =
        rig.call(
            ListExecutionsResponse.class,
            ListExecutionsRequest.builder()
                .stateMachineArn(Rig.MACHINE)
                .statusFilter(ExecutionStatus.RUNNING)
                .build());

    assertThat(first.executions()).extracting("name").containsExactly("run-2", "run-1");
    assertThat(second.executions()).extracting("name").containsExactly("run-0");
    assertThat(second.nextToken()).isNull();
    assertThat(running.executions()).hasSize(2);
  }

  @Test
  void theHistoryHasEveryEventInOrder() {
    Rig rig = waiting();
    Execution run = rig.run("{}");

    GetExecutionHistoryResponse history =
        rig.call(
            GetExecutionHistoryResponse.class,
            GetExecutionHistoryRequest.builder().executionArn(run.arn()).build());

    assertThat(history.events())
        .extracting(event -> event.typeAsString())
        .containsExactly(
            "ExecutionStarted", "WaitStateEntered", "WaitStateExited", "ExecutionSucceeded");
    assertThat(history.events().get(1).stateEnteredEventDetails().name()).isEqualTo("A");
  }

  @Test
  void aRedriveGoesOnAtTheStateThatFailed() {
    Deque<String> errors = new ArrayDeque<>(List.of("First"));
    Rig rig =
        new Rig(
                folder,
                (name, payload) -> {
                  if (!errors.isEmpty()) {
                    throw new Functions.FunctionFailed(errors.remove(), "no");
                  }
                  return payload;
                })
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Pass", "Assign": {"n": 5}, "Next": "T"},
                    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                          "Arguments": {"FunctionName": "Step", "Payload": "{% $n %}"},
                          "Output": "{% $states.result.Payload %}", "End": true}
                    """));
    Execution run = rig.run("{}");
    assertThat(run.error()).isEqualTo("First");

    RedriveExecutionRequest request =
        RedriveExecutionRequest.builder().executionArn(run.arn()).clientToken("once").build();
    rig.call(RedriveExecutionResponse.class, request);
    rig.call(RedriveExecutionResponse.class, request);
    rig.drain();

    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(run.output()).isEqualTo("5");
    assertThat(rig.payloads).containsExactly("5", "5");
    assertThatThrownBy(
            () ->
                rig.call(
                    RedriveExecutionResponse.class,
                    RedriveExecutionRequest.builder().executionArn(run.arn()).build()))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ExecutionNotRedrivable"));
  }

  @Test
  void membersThatAreNotEmulatedAreRefused() {
    Rig rig = waiting();

    assertThatThrownBy(
            () ->
                rig.call(
                    StartExecutionResponse.class,
                    StartExecutionRequest.builder()
                        .stateMachineArn(Rig.MACHINE)
                        .traceHeader("Root=1")
                        .build()))
        .hasMessageContaining("traceHeader");
  }

  @Test
  void substitutionsAreAllGivenAndAllUsed() {
    String definition =
        flow("A", "\"A\": {\"Type\": \"Pass\", \"Output\": \"${X}\", \"End\": true}");

    Rig rig = Rig.withoutFunctions(folder).deploy(definition, Map.of("X", "a$1"));
    assertThat(rig.run("{}").output()).isEqualTo("\"a$1\"");
    assertThatThrownBy(() -> rig.deploy(definition, Map.of())).hasMessageContaining("${X}");
    assertThatThrownBy(() -> rig.deploy(definition, Map.of("X", "x", "Y", "y")))
        .hasMessageContaining("[Y]");
  }
}
