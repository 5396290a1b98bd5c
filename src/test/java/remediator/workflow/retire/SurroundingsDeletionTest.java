package remediator.workflow.retire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Alarms and auto scaling around a new group: what people made there is left alone. */
class SurroundingsDeletionTest {
  private final CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  private CloudWatchClient cloudWatch() {
    return flow.run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).cloudWatch(Sample.HOME);
  }

  private List<String> alarms() {
    return cloudWatch().describeAlarms(r -> r.maxRecords(100)).metricAlarms().stream()
        .map(MetricAlarm::alarmName)
        .filter(name -> name.contains("-enc"))
        .toList();
  }

  private List<String> scaled() {
    return flow
        .run
        .operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .autoScaling(Sample.HOME)
        .describeScalableTargets(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
        .scalableTargets()
        .stream()
        .map(t -> t.resourceId())
        .toList();
  }

  @Test
  void aRollBackRemovesTheAlarmsThatTheFlowMade() {
    flow.run.surround(CartReplacement.CART);
    flow.openAt("cut-over");
    assertThat(alarms()).isNotEmpty();
    flow.answerAndRunToTheEnd(false);

    assertThat(alarms()).isEmpty();
  }

  @Test
  void anAlarmThatSomebodyMadeUnderTheNameStays() {
    flow.run.surround(CartReplacement.CART);
    flow.openAt("cut-over");
    String name = alarms().getFirst();
    cloudWatch().deleteAlarms(r -> r.alarmNames(name));
    cloudWatch()
        .putMetricAlarm(
            r ->
                r.alarmName(name)
                    .namespace("AWS/ElastiCache")
                    .metricName("CurrItems")
                    .comparisonOperator("GreaterThanThreshold")
                    .evaluationPeriods(1)
                    .period(60)
                    .statistic("Maximum")
                    .threshold(1.0));
    flow.answerAndRunToTheEnd(false);

    assertThat(alarms()).containsExactly(name);
  }

  @Test
  void theAutoScalingOfAGroupThatSomebodyMadeUnderTheIdStays() {
    flow.run.surround(CartReplacement.CART);
    flow.openAt("cut-over");
    flow.delete(CartReplacement.NEW);
    flow.create(CartReplacement.NEW, true);
    flow.run
        .operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .autoScaling(Sample.HOME)
        .registerScalableTarget(
            r ->
                r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                    .resourceId("replication-group/" + CartReplacement.NEW)
                    .scalableDimension(ScalableDimension.ELASTICACHE_REPLICATION_GROUP_REPLICAS)
                    .minCapacity(1)
                    .maxCapacity(2));
    flow.answerAndRunToTheEnd(false);

    assertThat(scaled()).contains("replication-group/" + CartReplacement.NEW);
  }
}
