package remediator.workflow.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** CloudWatch alarms of a group that is replaced. */
class MetricAlarmsTest extends AroundBench {
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
}
