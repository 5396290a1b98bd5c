package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import remediator.ledger.RemediationCase;
import remediator.ledger.RemediationCase.Entry;
import remediator.local.CloudRun;
import remediator.policy.PolicyReader;
import remediator.scale.measure.GroupKind;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** How much happens at once, and when; and that an operator can stop it. */
class BlastRadiusTest {
  @TempDir private Path folder;
  private Crowd crowd;

  @AfterEach
  void close() {
    crowd.close();
  }

  private CloudRun crowd(int groups, Map<String, String> parameters) throws Exception {
    crowd = new Crowd(folder, groups, parameters);
    return crowd.arrives().run;
  }

  @Test
  void noMoreFlowsThanThereArePlacesAndTheRestInTheOrderOfTheirComing() throws Exception {
    crowd(7, Map.of("MaxFlows", "2")).clock().advance(Duration.ofMinutes(1));

    assertThat(crowd.states()).isEqualTo("RUNNING RUNNING WAITING WAITING WAITING WAITING WAITING");
    assertThat(crowd.ledger(2).history())
        .extracting(Entry::text)
        .containsExactly(
            "cache-2 is queued: 2 flows run in 300000000000 us-east-1, and MaxFlows is 2."
                + " Its flow starts by itself");

    crowd.run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE DONE DONE DONE DONE DONE DONE");
    assertThat(crowd.started())
        .containsExactly(
            "cache-0", "cache-1", "cache-2", "cache-3", "cache-4", "cache-5", "cache-6");
    assertThat(crowd.most()).isEqualTo(2);
  }

  @Test
  void aFindingThatComesAgainWhileItsGroupWaitsChangesNothing() throws Exception {
    CloudRun run = crowd(2, Map.of("MaxFlows", "1"));
    crowd.arrives();
    run.clock().advance(Duration.ofMinutes(1));

    assertThat(crowd.states()).isEqualTo("RUNNING WAITING");
    assertThat(crowd.ledger(1).history()).hasSize(1);
    assertThat(run.executions()).hasSize(1);
  }

  @Test
  void theGroupsOfADayAreCountedAndTheRestStartTheNextDay() throws Exception {
    CloudRun run = crowd(3, Map.of("MaxGroupsADay", "2")).toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE DONE WAITING");
    crowd.lookAtLines();
    assertThat(crowd.states()).isEqualTo("DONE DONE WAITING");

    run.clock().advance(Duration.ofDays(1));
    crowd.lookAtLines();
    run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE DONE DONE");
  }

  @Test
  void aFlowThatDiesTakesNoPlaceWithIt() throws Exception {
    CloudRun run = crowd(2, Map.of("MaxFlows", "1"));
    run.clock().advance(Duration.ofMinutes(1));
    run.ledger().change(crowd.ledger(0), c -> c.withState(RemediationCase.State.STOPPED));

    run.clock().advance(Duration.ofMinutes(20));
    crowd.lookAtLines();

    assertThat(crowd.states()).isEqualTo("STOPPED RUNNING");
  }

  @Test
  void aGroupWhoseOwnerOptsOutWhileItWaitsGetsNoFlow() throws Exception {
    CloudRun run = crowd(2, Map.of("MaxFlows", "1"));
    run.clock().advance(Duration.ofMinutes(1));
    run.operator(Crowd.ACCOUNT, "us-east-1")
        .elastiCache(AccountRegion.of(GroupArn.parse(crowd.arn(1))))
        .addTagsToResource(
            r ->
                r.resourceName(crowd.arn(1))
                    .tags(
                        Tag.builder().key("elasticache-encryption:opt-out").value("true").build()));

    run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE STOPPED");
    assertThat(crowd.ledger(1).history().getLast().text()).startsWith("no longer waits: ");
    assertThat(run.executions()).hasSize(1);
  }

  @Test
  void nothingNewStartsWhileTheSwitchSaysSoAndAllOfItAfterwards() throws Exception {
    crowd = new Crowd(folder, 2, Map.of());
    crowd.turn("pause-new-flows");
    crowd.arrives().run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("WAITING WAITING");
    assertThat(crowd.ledger(0).history().getLast().text())
        .contains("the switch /elasticache-encryption/switch is set to pause-new-flows");
    assertThat(crowd.run.performed("ElastiCache.ModifyReplicationGroup")).isZero();

    crowd.turn("run");
    crowd.run.forTime(PolicyReader.FRESH);
    crowd.lookAtLines();
    crowd.run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE DONE");
    assertThat(crowd.started()).containsExactly("cache-0", "cache-1");
  }

  @Test
  void aLookThatCannotReachTheQueueFailsAndIsMadeAgain() throws Exception {
    CloudRun run = crowd(2, Map.of("MaxGroupsADay", "1")).toTheEnd();
    run.clock().advance(Duration.ofDays(1));
    run.faults().next("SQS.SendMessageBatch", InjectedFault.ACCESS_DENIED, 1);
    run.send("ReconcileFunction", "{\"command\":\"lines\"}".getBytes(StandardCharsets.UTF_8));
    run.toTheEnd();

    assertThat(run.performed("SQS.SendMessageBatch")).isEqualTo(1);
    assertThat(crowd.states()).isEqualTo("DONE DONE");
  }

  @Test
  void anAlarmTurnsTheSwitch() throws Exception {
    crowd = new Crowd(folder, 1, Map.of("StopAlarm", "too-many-errors"));
    crowd.alarmGoesOff();
    crowd.arrives().run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("WAITING");
  }

  @Test
  void anAlarmDoesNotLoosenASwitchThatHolds() throws Exception {
    crowd = new Crowd(folder, 1, Map.of("StopAlarm", "x", "InitialSwitch", "hold"));
    crowd.alarmGoesOff();

    assertThat(crowd.run.log("maintenance").getLast().get("reasons").toString())
        .contains("is set to hold");
  }

  @Test
  void whatRunsIsHeldAfterItsNextGateUntilTheSwitchIsSetBack() throws Exception {
    CloudRun run = crowd(1, Map.of());
    run.gates().before("required", () -> crowd.turn("hold"));
    run.clock().advance(Duration.ofHours(5));

    assertThat(run.gates().asked()).containsExactly("required");
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(1);
    assertThat(crowd.ledger(0).history().getLast().text())
        .isEqualTo(
            "EnableTlsRequired waits: the switch /elasticache-encryption/switch is set to hold");

    crowd.turn("run");
    run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE");
  }

  @Test
  void aSwitchThatCannotBeUnderstoodHoldsEverything() throws Exception {
    crowd = new Crowd(folder, 1, Map.of());
    crowd.turn("stop!");
    crowd.arrives().run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("WAITING");
    assertThat(crowd.ledger(0).history().getLast().text())
        .contains("is set to \"stop!\", which is none of run, pause-new-flows, hold");
  }

  @Test
  void aReplacementIsHeldAtEachOfItsGates() throws Exception {
    crowd = new Crowd(folder, 1, GroupKind.NOT_AT_REST, Map.of());
    for (String gate : List.of("replace", "cut-over", "retire")) {
      crowd.run.gates().before(gate, () -> crowd.turn("hold"));
    }
    crowd.arrives();
    for (String step : List.of("SuspendScaling", "SwitchEndpoints", "CopySnapshots")) {
      crowd.run.clock().advance(Duration.ofDays(1));
      assertThat(crowd.ledger(0).history().getLast().text()).startsWith(step + " waits: ");
      crowd.turn("run");
    }
    crowd.run.toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE");
  }

  @Test
  void stepsThatClientsFeelBeginInTheWindow() throws Exception {
    CloudRun run = crowd(1, Map.of("Window", "sat:02:00-sat:06:00")).toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE");
    assertThat(noted("EnableTlsPreferred waits")).isEqualTo(DayOfWeek.MONDAY);
    assertThat(noted("asking ElastiCache for TLS preferred")).isEqualTo(DayOfWeek.SATURDAY);
    assertThat(noted("asking ElastiCache for TLS required")).isEqualTo(DayOfWeek.SATURDAY);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(2);
  }

  @Test
  void theWindowCanBeTheGroupsOwn() throws Exception {
    crowd(1, Map.of("Window", "own")).toTheEnd();

    assertThat(crowd.states()).isEqualTo("DONE");
    assertThat(noted("asking ElastiCache for TLS preferred")).isEqualTo(DayOfWeek.SUNDAY);
  }

  private DayOfWeek noted(String text) {
    Instant at =
        crowd.ledger(0).history().stream()
            .filter(e -> e.text().contains(text))
            .findFirst()
            .orElseThrow()
            .at();
    return at.atOffset(ZoneOffset.UTC).getDayOfWeek();
  }
}
