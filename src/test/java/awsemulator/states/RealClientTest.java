package awsemulator.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.TestCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The SDK's own client against the local Step Functions, over HTTP. */
class RealClientTest {
  private static final String GATE =
      """
      "Gate": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
               "Arguments": {"FunctionName": "Ask",
                             "Payload": "{% $states.context.Task.Token %}"},
               "End": true}
      """;

  @TempDir Path folder;
  private final TestCloud cloud = new TestCloud();
  private SfnClient client;
  private String token;

  @BeforeEach
  void serve() throws Exception {
    StateMachines machines =
        new StateMachines(
            cloud.clock,
            (function, payload) -> {
              token = (String) Rig.json(payload);
              // The handler's own call, while the driving thread runs it.
              client.sendTaskHeartbeat(q -> q.taskToken(token));
              return "null";
            },
            (caller, need) -> {});
    Path file = Files.writeString(folder.resolve("flow.asl.json"), Rig.flow("Gate", GATE));
    machines.deploy(Rig.MACHINE, Rig.ROLE, file, Map.of());
    cloud.serving(machines);
    client = cloud.client(SfnClient.builder());
  }

  @AfterEach
  void close() {
    client.close();
    cloud.close();
  }

  @Test
  void anExecutionIsStartedAnsweredAndDescribed() {
    StartExecutionResponse started =
        client.startExecution(q -> q.stateMachineArn(Rig.MACHINE).name("orders").input("{}"));
    while (cloud.clock.runNext()) {
      assertThat(cloud.clock.instant()).isEqualTo(started.startDate());
    }
    client.sendTaskSuccess(q -> q.taskToken(token).output("{\"decision\":\"approved\"}"));
    assertThat(cloud.clock.runNext()).isTrue();

    DescribeExecutionResponse ended =
        client.describeExecution(q -> q.executionArn(started.executionArn()));
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(ended.output()).isEqualTo("{\"decision\":\"approved\"}");
    assertThat(client.getExecutionHistory(q -> q.executionArn(started.executionArn())).events())
        .hasSize(8);
    assertThatThrownBy(() -> client.sendTaskFailure(q -> q.taskToken(token)))
        .isInstanceOf(TaskTimedOutException.class);
  }

  @Test
  void errorsAreTheSdksOwnExceptions() {
    client.startExecution(q -> q.stateMachineArn(Rig.MACHINE).name("orders").input("{}"));

    assertThatThrownBy(
            () ->
                client.startExecution(
                    q -> q.stateMachineArn(Rig.MACHINE).name("orders").input("[]")))
        .isInstanceOf(ExecutionAlreadyExistsException.class);
    assertThatThrownBy(() -> client.stopExecution(q -> q.executionArn("arn:aws:states:none")))
        .isInstanceOf(ExecutionDoesNotExistException.class);
  }
}
