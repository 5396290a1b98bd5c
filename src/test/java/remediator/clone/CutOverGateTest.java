package remediator.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.local.cloud.AwsService.Operation;
import remediator.local.cloud.Caller;
import remediator.local.states.StateMachines;
import remediator.local.template.SamTemplate;
import remediator.local.template.TemplateMachine;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** The state machine that replaces groups, with functions that answer as told. */
class CutOverGateTest {
  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final List<String> states = new ArrayList<>();

  /**
   * @param comparison what the step Compare answers
   */
  private void run(boolean ask, String comparison) {
    StateMachines machines =
        new StateMachines(
            clock,
            (function, payload) ->
                payload.replace(" ", "").contains("\"step\":\"Compare\"")
                    ? comparison
                    : "{\"status\": \"done\"}",
            (caller, need) -> {});
    machines.onState(entered -> states.add(entered.state()));
    TemplateMachine machine =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(Map.of(), "111122223333", "eu-west-1", "aws")
            .machines()
            .stream()
            .filter(m -> m.definition().endsWith("snapshot-restore.asl.json"))
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
                .input(
                    """
                    {"group": "orders", "gateSeconds": 600, "remindSeconds": 300, "sameId": false,
                     "ask": {"replace": false, "cut-over": %s, "retire": false}}\
                    """
                        .formatted(ask))
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
          .apply(new Caller(Caller.OPERATOR, "111122223333", "eu-west-1"), request);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, WhichId",
    "false, 1, AskCutOver",
    "false, 49, AskCutOver",
    "true, 0, AskCutOver",
    "true, 2, AskCutOver"
  })
  void aPersonIsAskedWhereThePolicySaysSoOrSomethingDiffers(
      boolean ask, int differences, String next) {
    run(ask, "{\"status\": \"done\", \"differences\": " + differences + "}");
    assertThat(states.get(states.indexOf("CutOverGate") + 1)).isEqualTo(next);
  }

  @Test
  void whereTheComparisonFailsNobodyIsAskedAndAllIsRolledBack() {
    run(false, "{\"status\": \"failed\", \"reason\": \"it is not encrypted\"}");
    assertThat(states).contains("RollBack").doesNotContain("CutOverGate", "SwitchEndpoints");
  }
}
