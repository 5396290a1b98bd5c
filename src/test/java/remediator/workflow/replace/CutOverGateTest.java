package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsService.Operation;
import awsemulator.cloud.CallerIdentity;
import awsemulator.states.StateMachines;
import awsemulator.template.SamTemplate;
import awsemulator.template.TemplateMachine;
import awsemulator.time.VirtualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.json.StrictJson;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** The state machine that replaces groups, with functions that answer as told. */
class CutOverGateTest {
  private static final String DONE = "{\"status\": \"done\"}";
  private static final String ASK = "{\"status\": \"ask\", \"gate\": \"cut-over\", \"wait\": 300}";

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final List<String> states = new ArrayList<>();

  /**
   * @param answers what steps answer, in their turn; all others are done
   */
  private void run(boolean sameId, Map<String, List<String>> answers) {
    Map<String, Deque<String>> left = new HashMap<>();
    answers.forEach((step, all) -> left.put(step, new ArrayDeque<>(all)));
    StateMachines machines =
        new StateMachines(
            clock,
            (function, payload) -> {
              String step = String.valueOf(StrictJson.readObject(payload).get("step"));
              Deque<String> turn = left.getOrDefault(step, new ArrayDeque<>());
              return turn.isEmpty() ? DONE : turn.remove();
            },
            (caller, need) -> {});
    machines.onState(entered -> states.add(entered.state()));
    TemplateMachine machine =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(Map.of(), "111122223333", "eu-west-1", "aws")
            .machines()
            .stream()
            .filter(m -> m.definition().endsWith("snapshot-restore.asl.yaml"))
            .findFirst()
            .orElseThrow();
    machines.deploy(
        machine.arn(), machine.roleArn(), machine.definition(), machine.substitutions());
    SdkPojo started =
        call(
            machines,
            StartExecutionRequest.builder()
                .stateMachineArn(machine.arn())
                .name("orders-1")
                .input("{\"group\": \"orders\", \"sameId\": " + sameId + ", \"status\": \"done\"}")
                .build());
    assertThat(started).isNotNull();
    boolean more = true;
    while (more) {
      more = clock.runNext();
    }
  }

  private SdkPojo call(StateMachines machines, SdkPojo request) {
    @SuppressWarnings("unchecked") // operations are registered by their request's name
    Operation<SdkPojo> operation = (Operation<SdkPojo>) machines.operation("StartExecution");
    synchronized (clock) {
      return operation
          .body()
          .apply(new CallerIdentity(CallerIdentity.OPERATOR, "111122223333", "eu-west-1"), request);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, SwitchEndpoints", "true, MarkReplaced"})
  void theStepThatAsksIsCalledAgainWithWhatCameOfIt(boolean sameId, String asking) {
    run(sameId, Map.of(asking, List.of(ASK, "{\"status\": \"failed\", \"reason\": \"no\"}")));

    int asked = states.indexOf("AskCutOver");
    assertThat(states.subList(0, asked)).containsOnlyOnce(asking).doesNotContain("UndoScaling");
    assertThat(states.subList(asked, states.size()))
        .startsWith("AskCutOver", "WhichId", asking)
        .containsOnlyOnce(asking)
        .contains("UndoScaling", "RollBack");
  }

  @Test
  void whereTheComparisonFailsNobodyIsAskedAndAllIsRolledBack() {
    run(
        false,
        Map.of(
            "CompareGroups",
            List.of("{\"status\": \"failed\", \"reason\": \"it is not encrypted\"}")));
    assertThat(states)
        .contains("RollBack")
        .doesNotContain("WhichId", "AskCutOver", "SwitchEndpoints");
  }
}
