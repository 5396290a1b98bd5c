package awsemulator.states;

import static awsemulator.states.Rig.code;
import static awsemulator.states.Rig.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.states.interpreter.ExecutionView;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

class StateMachinesTest {
  @TempDir Path folder;

  private Rig waiting() {
    return Rig.withoutFunctions(folder).deploy(Rig.waiting());
  }

  private static DescribeExecutionResponse describe(Rig rig, ExecutionView run) {
    return rig.call(
        DescribeExecutionResponse.class,
        DescribeExecutionRequest.builder().executionArn(run.arn()).build());
  }

  @Test
  void whatDoesNotExistIsSaidToNotExist() {
    Rig rig = Rig.withoutFunctions(folder);

    assertThatThrownBy(() -> rig.start("a", "{}"))
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
    ExecutionView run = rig.start("{\"n\":1}");

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
    assertThat(Rig.json(machine.definition())).isEqualTo(Rig.json(Rig.waiting()));
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
    ExecutionView run = rig.run("{}");

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
