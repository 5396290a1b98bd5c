package awsemulator.states.interpreter;

import static awsemulator.states.Rig.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.states.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

class TaskTokensTest {
  private static final String GATE =
      """
      "Gate": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
               "Arguments": {"FunctionName": "Ask",
                             "Payload": {"token": "{% $states.context.Task.Token %}"}},
               "TimeoutSeconds": "{% $states.input.days * 86400 %}",
               "HeartbeatSeconds": 7200,
               "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Quiet"},
                         {"ErrorEquals": ["States.Timeout"], "Next": "Expired"},
                         {"ErrorEquals": ["Rejected"], "Next": "Rejected",
                          "Output": "{% $states.errorOutput.Cause %}"}],
               "Output": "{% $states.result.by %}", "End": true},
      "Quiet": {"Type": "Succeed", "Output": "quiet"},
      "Expired": {"Type": "Succeed", "Output": "expired"},
      "Rejected": {"Type": "Succeed"}
      """;

  @TempDir Path folder;
  private Rig rig;
  private ExecutionView run;

  @BeforeEach
  void stopAtTheGate() {
    rig = new Rig(folder, (name, payload) -> "null").deploy(flow("Gate", GATE));
    run = rig.start("{\"days\": 1}");
    rig.clock.advance(Duration.ZERO);
  }

  private String token() {
    return run.openTokens().getFirst().token();
  }

  private void success(String token, String output) {
    rig.call(
        SendTaskSuccessResponse.class,
        SendTaskSuccessRequest.builder().taskToken(token).output(output).build());
  }

  private void beat() {
    rig.call(
        SendTaskHeartbeatResponse.class,
        SendTaskHeartbeatRequest.builder().taskToken(token()).build());
  }

  @Test
  void theTaskWaitsAndHandsItsTokenToTheFunction() {
    assertThat(run.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(run.openTokens())
        .containsExactly(new ExecutionView.OpenToken(token(), "Gate", Rig.START));
    assertThat(rig.payloads).containsExactly("{\"token\":\"" + token() + "\"}");
  }

  @Test
  void successEndsTheTaskWithItsOutput() {
    success(token(), "{\"by\": \"owner\"}");
    rig.clock.advance(Duration.ZERO);

    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(run.output()).isEqualTo("\"owner\"");
    assertThat(run.openTokens()).isEmpty();
  }

  @Test
  void failureEndsTheTaskWithItsError() {
    rig.call(
        SendTaskFailureResponse.class,
        SendTaskFailureRequest.builder()
            .taskToken(token())
            .error("Rejected")
            .cause("too risky")
            .build());
    rig.clock.advance(Duration.ZERO);

    assertThat(run.output()).isEqualTo("\"too risky\"");
  }

  @Test
  void withoutHeartbeatsTheTaskIsGivenUp() {
    rig.drain();

    assertThat(run.output()).isEqualTo("\"quiet\"");
    assertThat(run.stopped()).isEqualTo(Rig.START.plus(Duration.ofHours(2)));
  }

  @Test
  void heartbeatsKeepTheTaskAliveUntilItsTimeout() {
    for (int hour = 1; hour < 24; hour++) {
      rig.clock.advance(Duration.ofHours(1));
      beat();
    }
    rig.drain();

    assertThat(run.output()).isEqualTo("\"expired\"");
    assertThat(run.stopped()).isEqualTo(Rig.START.plus(Duration.ofDays(1)));
  }

  @Test
  void aTokenIsGoodForOneAnswer() {
    String token = token();
    success(token, "{\"by\": \"owner\"}");

    assertThatThrownBy(() -> success(token, "{}"))
        .isInstanceOf(AwsFault.class)
        .hasMessage("Task Timed Out: 'Provided task does not exist anymore'")
        .extracting(e -> ((AwsFault) e).code())
        .isEqualTo("TaskTimedOut");
    rig.clock.advance(Duration.ZERO);
    assertThat(run.output()).isEqualTo("\"owner\"");
  }

  @Test
  void aTokenOfAStoppedExecutionIsClosed() {
    String token = token();
    rig.call(
        StopExecutionResponse.class,
        StopExecutionRequest.builder().executionArn(run.arn()).error("E").cause("c").build());

    assertThat(run.status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(run.error()).isEqualTo("E");
    assertThatThrownBy(() -> success(token, "{}")).hasMessageStartingWith("Task Timed Out");
  }

  @Test
  void wrongTokensAndOutputsAreRefused() {
    assertThatThrownBy(() -> success("made up", "{}"))
        .extracting(e -> ((AwsFault) e).code())
        .isEqualTo("InvalidToken");
    String unknown = token().substring(0, 40) + "AAAAAAA";
    assertThatThrownBy(() -> success(unknown, "{}"))
        .extracting(e -> ((AwsFault) e).code())
        .isEqualTo("TaskDoesNotExist");
    assertThatThrownBy(() -> success(token(), "{]"))
        .extracting(e -> ((AwsFault) e).code())
        .isEqualTo("InvalidOutput");
    assertThat(run.openTokens()).hasSize(1);
  }

  @Test
  void aFunctionMayAnswerItsOwnTokenBeforeItReturns() {
    Rig own =
        new Rig(
            folder,
            (name, payload) -> {
              Map<?, ?> json = (Map<?, ?>) Rig.json(payload);
              rig.call(
                  SendTaskSuccessResponse.class,
                  SendTaskSuccessRequest.builder()
                      .taskToken((String) json.get("token"))
                      .output("{\"by\": \"itself\"}")
                      .build());
              throw new LambdaFunctions.FunctionFailed("Late", "after the answer");
            });
    rig = own.deploy(flow("Gate", GATE));

    assertThat(rig.run("{\"days\": 1}").output()).isEqualTo("\"itself\"");
  }

  @Test
  void answeringNeedsARightOnTheMachine() {
    @SuppressWarnings("unchecked") // registered for this request
    AwsService.Operation<SendTaskSuccessRequest> operation =
        (AwsService.Operation<SendTaskSuccessRequest>) rig.machines.operation("SendTaskSuccess");
    CallerIdentity caller = new CallerIdentity(Rig.ROLE, "111122223333", "eu-central-1");
    SendTaskSuccessRequest request = SendTaskSuccessRequest.builder().taskToken(token()).build();

    assertThat(operation.needs().apply(caller, request))
        .isEqualTo(List.of(new RequiredRight("states:SendTaskSuccess", Rig.MACHINE)));
  }
}
