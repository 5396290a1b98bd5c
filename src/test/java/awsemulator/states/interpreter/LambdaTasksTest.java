package awsemulator.states.interpreter;

import static awsemulator.states.Rig.flow;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsFault;
import awsemulator.states.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class LambdaTasksTest {
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";

  @TempDir Path folder;

  /** A machine of one task, with these fields besides. */
  private static String task(String more) {
    return flow(
        "T",
        """
        "T": {"Type": "Task", "Resource": "%s",
              "Arguments": {"FunctionName": "Step", "Payload": "{%% $states.input %%}"},
              %s},
        "Caught": {"Type": "Pass", "End": true}
        """
            .formatted(INVOKE, more));
  }

  private static final String CATCH_ALL =
      """
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "End": true
      """;

  /** Fails with these error types, one a call, then answers {}. */
  private static LambdaFunctions failing(String... errors) {
    Deque<String> left = new ArrayDeque<>(List.of(errors));
    return (name, payload) -> {
      if (left.isEmpty()) {
        return "{}";
      }
      throw new LambdaFunctions.FunctionFailed(left.remove(), "no");
    };
  }

  @Test
  void theResultIsLambdasAnswerWithThePayloadAsJson() {
    Rig rig =
        new Rig(folder, (name, payload) -> "{\"in\": " + payload + "}")
            .deploy(task("\"Output\": \"{% $states.result %}\", " + CATCH_ALL));

    ExecutionView run = rig.run("{\"n\": 1}");

    assertThat(Rig.json(run.output()))
        .isEqualTo(
            Map.of(
                "ExecutedVersion",
                "$LATEST",
                "StatusCode",
                200,
                "Payload",
                Map.of("in", Map.of("n", 1))));
    // Started; Entered, Scheduled, Started, Succeeded, Exited; Succeeded.
    assertThat(run.historyEvents()).isEqualTo(7);
  }

  @Test
  void aHandlersExceptionIsTheTasksError() {
    Rig rig = new Rig(folder, failing("java.lang.IllegalStateException")).deploy(task(CATCH_ALL));

    Map<?, ?> caught = (Map<?, ?>) Rig.json(rig.run("{}").output());

    assertThat(caught.get("Error")).isEqualTo("java.lang.IllegalStateException");
    assertThat(Rig.json((String) caught.get("Cause")))
        .isEqualTo(Map.of("errorMessage", "no", "errorType", "java.lang.IllegalStateException"));
  }

  @Test
  void aCatcherAssignsAndShapesTheOutput() {
    String states =
        """
        "T": {"Type": "Task", "Resource": "%s", "Arguments": {"FunctionName": "Step"},
              "Catch": [{"ErrorEquals": ["Other"], "Next": "Bad"},
                        {"ErrorEquals": ["Mine"], "Next": "Good",
                         "Assign": {"what": "{%% $states.errorOutput.Error %%}"},
                         "Output": "{%% $states.input.n %%}"}],
              "End": true},
        "Good": {"Type": "Succeed", "Output": ["{%% $what %%}", "{%% $states.input %%}"]},
        "Bad": {"Type": "Fail"}
        """
            .formatted(INVOKE);
    Rig rig = new Rig(folder, failing("Mine")).deploy(flow("T", states));

    assertThat(rig.run("{\"n\": 7}").output()).isEqualTo("[\"Mine\",7]");
  }

  @Test
  void retriesBackOffOnTheCloudsClock() {
    Rig rig =
        new Rig(folder, failing("E", "E", "E", "E"))
            .deploy(
                task(
                    """
                    "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 2, "BackoffRate": 3,
                               "MaxAttempts": 4, "MaxDelaySeconds": 20}], \
                    """
                        + CATCH_ALL));

    ExecutionView run = rig.run("{}");

    assertThat(rig.invokedAt)
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(26),
            Duration.ofSeconds(46));
    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    // One state entered, four retries.
    assertThat(run.transitions()).isEqualTo(5);
  }

  @Test
  void eachRetrierCountsForItself() {
    Rig rig =
        new Rig(folder, failing("A", "B", "A", "A"))
            .deploy(
                task(
                    """
                    "Retry": [{"ErrorEquals": ["A"], "IntervalSeconds": 1, "MaxAttempts": 2},
                              {"ErrorEquals": ["B"], "IntervalSeconds": 5, "MaxAttempts": 1}], \
                    """
                        + CATCH_ALL));

    Map<?, ?> caught = (Map<?, ?>) Rig.json(rig.run("{}").output());

    assertThat(rig.invokedAt)
        .containsExactly(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(8));
    assertThat(caught.get("Error")).isEqualTo("A");
  }

  @Test
  void aRetrierThatIsUsedUpLeavesNothingToTheNext() {
    Rig rig =
        new Rig(folder, failing("A", "A", "A"))
            .deploy(
                task(
                    """
                    "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 1},
                              {"ErrorEquals": ["States.ALL"], "MaxAttempts": 5}], "End": true,
                    "Catch": [{"ErrorEquals": ["B"], "Next": "Caught"}]
                    """));

    ExecutionView run = rig.run("{}");

    assertThat(rig.invokedAt).hasSize(2);
    assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(run.error()).isEqualTo("A");
  }

  @Test
  void fullJitterStaysWithinTheDelay() {
    Rig rig =
        new Rig(folder, failing("A"))
            .deploy(
                task(
                    """
                    "Retry": [{"ErrorEquals": ["A"], "IntervalSeconds": 100,
                               "JitterStrategy": "FULL"}], \
                    """
                        + CATCH_ALL));

    rig.run("{}");

    assertThat(rig.invokedAt.get(1)).isPositive().isLessThan(Duration.ofSeconds(100));
  }

  @Test
  void aFunctionThatTakesTooLongTimesOut() {
    Rig[] rig = new Rig[1];
    rig[0] =
        new Rig(
                folder,
                (name, payload) -> {
                  rig[0].clock.advance(Duration.ofSeconds(90));
                  return "{}";
                })
            .deploy(task("\"TimeoutSeconds\": 60, " + CATCH_ALL));

    assertThat(rig[0].run("{}").output()).isEqualTo("{\"Error\":\"States.Timeout\"}");
  }

  @Test
  void theMachinesRoleMustBeAllowedToInvoke() {
    Rig rig =
        new Rig(
                folder,
                failing(),
                (caller, need) -> {
                  throw AwsFault.badRequest(
                      "AccessDeniedException",
                      caller.principal() + " " + need.action() + " " + need.resource());
                })
            .deploy(
                task(
                    "\"End\": true, \"Catch\": [{\"ErrorEquals\": [\"X\"], \"Next\":"
                        + " \"Caught\"}]"));

    ExecutionView run = rig.run("{}");

    assertThat(run.error()).isEqualTo("Lambda.AWSLambdaException");
    assertThat(run.cause()).isEqualTo(Rig.ROLE + " lambda:InvokeFunction " + Rig.FUNCTION);
    assertThat(rig.payloads).isEmpty();
  }

  @Test
  void dataOverTheQuotaIsNotCaughtByStatesAll() {
    Rig rig =
        new Rig(folder, (name, payload) -> "\"" + "x".repeat(262_144) + "\"")
            .deploy(task(CATCH_ALL));

    assertThat(rig.run("{}").error()).isEqualTo("States.DataLimitExceeded");
  }

  @Test
  void anArgumentThatIsUndefinedCanBeCaught() {
    String states =
        """
        "T": {"Type": "Task", "Resource": "%s",
              "Arguments": {"FunctionName": "Step", "Payload": {"x": "{%% $states.input.nope %%}"}},
              "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "Caught"}],
              "End": true},
        "Caught": {"Type": "Succeed", "Output": "caught"}
        """
            .formatted(INVOKE);
    Rig rig = new Rig(folder, failing()).deploy(flow("T", states));

    assertThat(rig.run("{}").output()).isEqualTo("\"caught\"");
    assertThat(rig.payloads).isEmpty();
  }
}
