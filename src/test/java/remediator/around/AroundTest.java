package remediator.around;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.aws.Place;
import remediator.ledger.Fact;
import remediator.local.data.NoData;
import remediator.local.run.Stage;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Auto scaling, alarms and automatic snapshots of a group that is replaced. */
class AroundTest {
  private static final String GROUP = "search-sharded";
  private static final String MADE = "search-sharded-enc";
  private static final String EVENT = "ec4-three-uneven-shards-replace.json";
  private static final String NODE_GROUPS = "elasticache:replication-group:NodeGroups";

  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  private Stage run(Map<String, String> parameters, String rejectedAt) {
    stage = new Stage(GROUP, new NoData(), parameters).withSurroundings().rejectingAt(rejectedAt);
    return stage;
  }

  private ApplicationAutoScalingClient scaling() {
    return stage.aws().autoScaling(Place.of(stage.group()));
  }

  private CloudWatchClient cloudWatch() {
    return stage.aws().cloudWatch(Place.of(stage.group()));
  }

  private List<ScalableTarget> targets(String id) {
    return scaling()
        .describeScalableTargets(
            r ->
                r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                    .resourceIds("replication-group/" + id))
        .scalableTargets();
  }

  private void suspend(boolean in, boolean out, boolean scheduled) {
    scaling()
        .registerScalableTarget(
            r ->
                r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                    .resourceId("replication-group/" + GROUP)
                    .scalableDimension(NODE_GROUPS)
                    .suspendedState(state(in, out, scheduled)));
  }

  private static SuspendedState state(boolean in, boolean out, boolean scheduled) {
    return SuspendedState.builder()
        .dynamicScalingInSuspended(in)
        .dynamicScalingOutSuspended(out)
        .scheduledScalingSuspended(scheduled)
        .build();
  }

  private List<MetricAlarm> alarms() {
    return cloudWatch().describeAlarms().metricAlarms();
  }

  private MetricAlarm alarm(String name) {
    return alarms().stream().filter(a -> a.alarmName().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theNewGroupScalesAsTheOldOneDidAndTheOldOneIsDeregistered() {
    run(Map.of(), "");
    suspend(true, false, false);

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().fact(Fact.OUTCOME)).contains("complete");
    assertThat(targets(GROUP)).isEmpty();
    ScalableTarget target = targets(MADE).getFirst();
    assertThat(target.minCapacity()).isEqualTo(3);
    assertThat(target.maxCapacity()).isEqualTo(9);
    assertThat(target.suspendedState()).isEqualTo(state(true, false, false));
    ScalingPolicy policy =
        scaling()
            .describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
            .scalingPolicies()
            .getFirst();
    assertThat(policy.resourceId()).isEqualTo("replication-group/" + MADE);
    assertThat(policy.policyName()).isEqualTo("search-cpu-60");
    assertThat(policy.targetTrackingScalingPolicyConfiguration().targetValue()).isEqualTo(60.0);
    ScheduledAction action =
        scaling()
            .describeScheduledActions(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
            .scheduledActions()
            .getFirst();
    assertThat(action.resourceId()).isEqualTo("replication-group/" + MADE);
    assertThat(action.schedule()).isEqualTo("cron(0 6 ? * MON *)");
    assertThat(action.timezone()).isEqualTo("Europe/Berlin");
    assertThat(action.scalableTargetAction().minCapacity()).isEqualTo(6);
  }

  @Test
  void neitherGroupScalesWhileTheWorkRuns() {
    run(Map.of("GateCutOver", "ask"), "");
    boolean[] asked = {false};

    stage
        .deliver(EVENT)
        .toTheEnd(
            now -> {
              if (!asked[0] && now.states().contains("AskCutOver")) {
                asked[0] = true;
                assertThat(targets(GROUP)).allMatch(t -> all(t.suspendedState()));
                assertThat(targets(MADE)).hasSize(1).allMatch(t -> all(t.suspendedState()));
                assertThat(alarm("search-memory-" + MADE).actionsEnabled()).isFalse();
                assertThat(alarm("search-memory").actionsEnabled()).isTrue();
              }
            });

    assertThat(asked[0]).isTrue();
  }

  private static boolean all(SuspendedState state) {
    return state.equals(state(true, true, true));
  }

  @Test
  void everyAlarmIsMadeOnceMoreForTheNewIds() {
    run(Map.of(), "");

    stage.deliver(EVENT).toTheEnd();

    MetricAlarm group = alarm("search-memory-" + MADE);
    assertThat(group.dimensions().getFirst().value()).isEqualTo(MADE);
    assertThat(group.actionsEnabled()).isTrue();
    assertThat(group.alarmActions()).isEqualTo(alarm("search-memory").alarmActions());
    assertThat(group.threshold()).isEqualTo(80.0);
    assertThat(cloudWatch().listTagsForResource(r -> r.resourceARN(group.alarmArn())).tags())
        .contains(Tag.builder().key("team").value("search").build());
    MetricAlarm node = alarm("search-sharded-0003-001-cpu-" + MADE);
    assertThat(node.dimensions().getFirst().value()).isEqualTo("search-sharded-enc-0003-001");
    assertThat(alarms()).hasSize(14);
  }

  @Test
  void alarmsThatAScalingPolicyMadeAreLeftToThePolicy() {
    run(Map.of(), "");
    cloudWatch()
        .putMetricAlarm(
            r ->
                r.alarmName("TargetTracking-replication-group/search-sharded-AlarmHigh-1")
                    .namespace("AWS/ElastiCache")
                    .metricName("EngineCPUUtilization")
                    .dimensions(alarm("search-memory").dimensions())
                    .evaluationPeriods(1)
                    .comparisonOperator("GreaterThanThreshold"));

    stage.deliver(EVENT).toTheEnd();

    assertThat(alarms().stream().filter(a -> a.alarmName().startsWith("TargetTracking-")))
        .hasSize(1);
  }

  @Test
  void anAlarmOfSomebodyElseUnderTheSameNameIsLeftAsItIs() {
    run(Map.of(), "cut-over");
    MetricAlarm original = alarm("search-memory");
    cloudWatch()
        .putMetricAlarm(
            r ->
                r.alarmName("search-memory-" + MADE)
                    .namespace("Shop")
                    .metricName("Orders")
                    .evaluationPeriods(1)
                    .comparisonOperator(original.comparisonOperator()));

    stage.deliver(EVENT).toTheEnd();

    assertThat(alarm("search-memory-" + MADE).namespace()).isEqualTo("Shop");
    assertThat(stage.ledger().history())
        .anyMatch(e -> e.text().contains("search-memory-" + MADE + " was there already"));
  }

  @Test
  void whatWasMadeAroundTheGroupIsUndoneWhenTheCutOverIsRejected() {
    run(Map.of(), "cut-over");
    suspend(false, false, true);
    List<MetricAlarm> before = alarms();

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().fact(Fact.OUTCOME)).contains("rejected");
    assertThat(stage.stands(MADE)).isFalse();
    assertThat(alarms()).isEqualTo(before);
    assertThat(targets(MADE)).isEmpty();
    assertThat(targets(GROUP).getFirst().suspendedState()).isEqualTo(state(false, false, true));
    assertThat(
            scaling()
                .describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
                .scalingPolicies())
        .allMatch(p -> p.resourceId().equals("replication-group/" + GROUP))
        .hasSize(1);
  }

  @Test
  void aSnapshotThatFailsGivesAutoScalingBack() {
    run(Map.of(), "");
    stage.controls().failNextSnapshot();

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().fact(Fact.OUTCOME)).contains("failed");
    assertThat(targets(GROUP).getFirst().suspendedState()).isEqualTo(state(false, false, false));
  }

  @Test
  void theMemberRoleAllowsAllOfItInAnotherAccount(@TempDir Path fleet) throws IOException {
    String other = "444455556666";
    try (Stream<Path> files = Files.list(Path.of("src/local/fleet"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace(":111122223333:", ":" + other + ":");
        Files.writeString(fleet.resolve(file.getFileName()), text);
      }
    }
    String arn = "arn:aws:elasticache:us-east-1:" + other + ":replicationgroup:" + GROUP;
    stage = new Stage(fleet, arn, new NoData(), Map.of()).withSurroundings();

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().fact(Fact.OUTCOME))
        .as("%s", stage.ledger().history())
        .contains("complete");
    assertThat(targets(MADE)).hasSize(1);
    assertThat(alarms()).hasSize(14);
    assertThat(kept()).hasSize(1);
    assertThat(stage.message("decide on replace")).contains("6 more nodes: the Region has ");
  }

  @Test
  void theNewestAutomaticSnapshotOutlivesTheGroup() {
    run(Map.of(), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept()).containsExactly("search-sharded-2026-11-01-09-00-kept");
  }

  @Test
  void allAutomaticSnapshotsAreKeptWhereTheOwnerWantsThem() {
    run(Map.of("KeepAutomaticSnapshots", "all"), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept())
        .containsExactlyInAnyOrder(
            "search-sharded-2026-11-01-09-00-kept", "search-sharded-2026-10-31-09-00-kept");
  }

  @Test
  void noneIsKeptWhereTheOwnerWantsNone() {
    run(Map.of("KeepAutomaticSnapshots", "none"), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept()).isEmpty();
  }

  private List<String> kept() {
    assertThat(stage.stands(GROUP)).isFalse();
    return stage.snapshots().stream()
        .filter(s -> "manual".equals(s.snapshotSource()))
        .map(Snapshot::snapshotName)
        .filter(n -> n.endsWith("-kept"))
        .toList();
  }

  @Test
  void whatCannotBeTheSameIsSaidBeforeAnythingIsMade() {
    run(Map.of(), "replace");

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.message("decide on replace"))
        .contains("planned: encryption at rest is on, with the service's own key")
        .contains("the new group has another id (search-sharded-enc if it is free)")
        .contains("IAM policies (such as elasticache:Connect)")
        .contains("which node of a shard is the primary cannot be read in cluster mode")
        .contains("6 more nodes: the Region has 39 now and may have 300")
        .contains("6 free IP addresses are needed")
        .containsIgnoringWhitespaces(
            "6 × cache.r6g.large at $0.206 an hour in us-east-1 is $29.66 a day")
        .containsIgnoringWhitespaces("reserved nodes cover one of them only");
    assertThat(targets(GROUP).getFirst().suspendedState()).isEqualTo(null);
  }
}
