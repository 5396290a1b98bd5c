package awsemulator.states;

import static awsemulator.states.Rig.code;
import static awsemulator.states.Rig.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;

class RedriveTest {
  @TempDir Path folder;

  @Test
  void aRedriveGoesOnAtTheStateThatFailed() {
    Deque<String> errors = new ArrayDeque<>(List.of("First"));
    Rig rig =
        new Rig(
                folder,
                (name, payload) -> {
                  if (!errors.isEmpty()) {
                    throw new LambdaFunctions.FunctionFailed(errors.remove(), "no");
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
    ExecutionView run = rig.run("{}");
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
}
