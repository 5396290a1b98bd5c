package awsemulator.states.interpreter;

import static awsemulator.states.Rig.flow;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.states.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class StateInterpreterTest {
  @TempDir Path folder;

  @Test
  void aPassStateHandsOnItsInputOrItsOutput() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Pass", "Next": "B"},
                    "B": {"Type": "Pass", "Output": {"got": "{% $states.input.n + 1 %}"}, "End": true}
                    """));

    ExecutionView run = rig.run("{\"n\": 1}");

    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(run.output()).isEqualTo("{\"got\":2}");
    assertThat(run.transitions()).isEqualTo(2);
    // ExecutionStarted, two times Entered and Exited, ExecutionSucceeded.
    assertThat(run.historyEvents()).isEqualTo(6);
  }

  @Test
  void assignAndOutputBothSeeTheVariablesAsTheyWereAtEntry() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Pass", "Assign": {"n": 1, "m": 2}, "Next": "B"},
                    "B": {"Type": "Pass", "Assign": {"n": "{% $m %}", "m": "{% $n %}"},
                          "Output": "{% $n %}", "Next": "C"},
                    "C": {"Type": "Succeed", "Output": ["{% $n %}", "{% $m %}", "{% $states.input %}"]}
                    """));

    assertThat(rig.run("{}").output()).isEqualTo("[2,1,1]");
  }

  @Test
  void aChoiceTakesTheFirstRuleThatHoldsAndOtherwiseTheDefault() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "C",
                    """
                    "C": {"Type": "Choice", "Default": "Other",
                          "Choices": [
                            {"Condition": "{% $states.input.n > 10 %}", "Next": "End",
                             "Assign": {"way": "much"}},
                            {"Condition": "{% $states.input.n > 5 %}", "Next": "End",
                             "Assign": {"way": "some"}}]},
                    "Other": {"Type": "Pass", "Assign": {"way": "default"}, "Next": "End"},
                    "End": {"Type": "Succeed", "Output": "{% $way %}"}
                    """));

    assertThat(rig.run("{\"n\": 11}").output()).isEqualTo("\"much\"");
    assertThat(rig.run("{\"n\": 6}").output()).isEqualTo("\"some\"");
    assertThat(rig.run("{\"n\": 1}").output()).isEqualTo("\"default\"");
  }

  @Test
  void aChoiceWithoutAMatchOrDefaultFailsTheExecution() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "C",
                    """
                    "C": {"Type": "Choice",
                          "Choices": [{"Condition": "{% $states.input.go %}", "Next": "End"}]},
                    "End": {"Type": "Succeed"}
                    """));

    assertThat(rig.run("{\"go\": false}").error()).isEqualTo("States.NoChoiceMatched");
    assertThat(rig.run("{\"go\": \"yes\"}").error()).isEqualTo("States.QueryEvaluationError");
  }

  @Test
  void aWaitTakesCloudTimeBySecondsOrUntilATimestamp() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Wait", "Seconds": "{% $states.input.s * 60 %}", "Next": "B"},
                    "B": {"Type": "Wait", "Timestamp": "2026-11-01T13:00:00Z", "Next": "C"},
                    "C": {"Type": "Wait", "Timestamp": "2020-01-01T00:00:00Z", "End": true}
                    """));

    ExecutionView run = rig.start("{\"s\": 5}");
    rig.clock.advance(Duration.ofMinutes(59));
    assertThat(run.status()).isEqualTo(ExecutionStatus.RUNNING);
    rig.drain();

    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(run.stopped()).isEqualTo(Rig.START.plus(Duration.ofHours(1)));
  }

  @Test
  void aFailStateEndsWithItsErrorAndCause() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "F",
                    """
                    "F": {"Type": "Fail", "Error": "Rejected", "Cause": "{% 'by ' & $states.input.who %}"}
                    """));

    ExecutionView run = rig.run("{\"who\": \"owner\"}");

    assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(run.error()).isEqualTo("Rejected");
    assertThat(run.cause()).isEqualTo("by owner");
  }

  @Test
  void anUndefinedResultIsAnErrorAndNullIsNot() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Pass", "Output": {"x": "{% $states.input.x %}"}, "End": true}
                    """));

    assertThat(rig.run("{\"x\": null}").output()).isEqualTo("{\"x\":null}");
    ExecutionView undefined = rig.run("{}");
    assertThat(undefined.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(undefined.cause()).contains("state A").contains("Output.x");
  }

  @Test
  void theMachinesOwnTimeoutEndsTheExecution() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                """
                {"QueryLanguage": "JSONata", "StartAt": "A", "TimeoutSeconds": 100,
                 "States": {"A": {"Type": "Wait", "Seconds": 200, "Next": "B"},
                            "B": {"Type": "Succeed"}}}
                """);

    ExecutionView run = rig.run("{}");

    assertThat(run.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    assertThat(run.error()).isEqualTo("States.Timeout");
    assertThat(run.stopped()).isEqualTo(Rig.START.plusSeconds(100));
    assertThat(run.transitions()).isEqualTo(1);
  }

  @Test
  void theContextObjectTellsOfExecutionStateAndMachine() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Pass", "Output": "{% $states.context %}", "End": true}
                    """));

    Map<?, ?> context = (Map<?, ?>) Rig.json(rig.run("{\"n\":1}").output());

    assertThat(context.get("Execution"))
        .isEqualTo(
            Map.of(
                "Id",
                "arn:aws:states:eu-central-1:111122223333:execution:Flow:run-0",
                "Input",
                Map.of("n", 1),
                "Name",
                "run-0",
                "RoleArn",
                Rig.ROLE,
                "StartTime",
                "2026-11-01T12:00:00.000Z",
                "RedriveCount",
                0));
    assertThat(context.get("StateMachine")).isEqualTo(Map.of("Id", Rig.MACHINE, "Name", "Flow"));
    assertThat(context.get("State"))
        .isEqualTo(Map.of("Name", "A", "EnteredTime", "2026-11-01T12:00:00.000Z", "RetryCount", 0));
  }

  @Test
  void anEndlessLoopFailsAtTheHistoryQuota() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Wait", "Seconds": 1, "Next": "B"},
                    "B": {"Type": "Pass", "Next": "A"}
                    """));

    ExecutionView run = rig.run("{}");

    assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(run.cause())
        .isEqualTo("The execution reached the maximum number of history events (25000).");
    assertThat(run.historyEvents()).isBetween(24_990, 25_000);
  }

  @Test
  void listenersHearOfEveryStateEntered() {
    Rig rig =
        Rig.withoutFunctions(folder)
            .deploy(
                flow(
                    "A",
                    """
                    "A": {"Type": "Wait", "Seconds": 30, "Next": "B"}, "B": {"Type": "Succeed"}
                    """));
    List<String> heard = new ArrayList<>();
    rig.machines.onState(e -> heard.add(e.state() + " " + e.type() + " " + e.at()));

    rig.run("{}");

    assertThat(heard)
        .containsExactly("A Wait 2026-11-01T12:00:00Z", "B Succeed 2026-11-01T12:00:30Z");
  }
}
