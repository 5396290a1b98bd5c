package remediator.workflow.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import remediator.aws.AccountRegion;
import remediator.local.Stage;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** A group with three uneven shards, auto scaling and alarms. */
public abstract class AroundBench {
  static final String GROUP = "search-sharded";
  static final String MADE = "search-sharded-enc";
  public static final String EVENT = "ec4-three-uneven-shards-replace.json";
  private static final String NODE_GROUPS = "elasticache:replication-group:NodeGroups";

  public Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  public Stage run(Map<String, String> parameters, String rejectedAt) {
    stage = new Stage(GROUP, new NoData(), parameters).withSurroundings().rejectingAt(rejectedAt);
    return stage;
  }

  ApplicationAutoScalingClient scaling() {
    return stage.aws().autoScaling(AccountRegion.of(stage.group()));
  }

  CloudWatchClient cloudWatch() {
    return stage.aws().cloudWatch(AccountRegion.of(stage.group()));
  }

  List<ScalableTarget> targets(String id) {
    return scaling()
        .describeScalableTargets(
            r ->
                r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                    .resourceIds("replication-group/" + id))
        .scalableTargets();
  }

  void suspend(boolean in, boolean out, boolean scheduled) {
    scaling()
        .registerScalableTarget(
            r ->
                r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                    .resourceId("replication-group/" + GROUP)
                    .scalableDimension(NODE_GROUPS)
                    .suspendedState(state(in, out, scheduled)));
  }

  static SuspendedState state(boolean in, boolean out, boolean scheduled) {
    return SuspendedState.builder()
        .dynamicScalingInSuspended(in)
        .dynamicScalingOutSuspended(out)
        .scheduledScalingSuspended(scheduled)
        .build();
  }

  List<MetricAlarm> alarms() {
    return cloudWatch().describeAlarms().metricAlarms();
  }

  MetricAlarm alarm(String name) {
    return alarms().stream().filter(a -> a.alarmName().equals(name)).findFirst().orElseThrow();
  }

  public List<String> kept() {
    assertThat(stage.stands(GROUP)).isFalse();
    return stage.snapshots().stream()
        .map(Snapshot::snapshotName)
        .filter(n -> n.endsWith("-kept"))
        .toList();
  }
}
