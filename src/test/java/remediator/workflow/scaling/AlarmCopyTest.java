package remediator.workflow.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import remediator.group.GroupArn;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

class AlarmCopyTest {
  private static final GroupArn OLD = new GroupArn("aws", "us-east-1", "111122223333", "orders");
  private static final GroupArn MADE = OLD.withId("orders-enc");
  private static final ResourceIdMapping IDS =
      ResourceIdMapping.between(
          OLD,
          List.of("orders-002", "orders-004"),
          MADE,
          List.of("orders-enc-001", "orders-enc-002"),
          Map.of("arn:old-policy", "arn:new-policy"));

  private static PutMetricAlarmRequest copy(MetricAlarm alarm, boolean live) {
    List<Tag> tags =
        List.of(
            Tag.builder().key("team").value("shop").build(),
            Tag.builder().key("aws:cloudformation:stack-name").value("s").build());
    return AlarmCopy.of(alarm, tags, IDS, MADE.id(), "orders-1", live).request();
  }

  private static MetricAlarm.Builder alarm() {
    return MetricAlarm.builder()
        .alarmName("cpu")
        .namespace("AWS/ElastiCache")
        .metricName("EngineCPUUtilization")
        .dimensions(
            Dimension.builder().name("CacheClusterId").value("orders-004").build(),
            Dimension.builder().name("CacheNodeId").value("0001").build());
  }

  @Test
  void everyMemberOfTheRequestIsTakenFromTheAlarmOrSetByUs() {
    TreeSet<String> missing = new TreeSet<>();
    PutMetricAlarmRequest.builder().sdkFields().forEach(f -> missing.add(f.memberName()));
    MetricAlarm.builder().sdkFields().forEach(f -> missing.remove(f.memberName()));

    assertThat(missing).containsExactly("Tags");
  }

  @Test
  void plainMembersAreCarriedExactly() {
    MetricAlarm alarm =
        alarm()
            .alarmDescription("hot")
            .evaluationPeriods(5)
            .datapointsToAlarm(3)
            .threshold(80.5)
            .comparisonOperator("GreaterThanThreshold")
            .treatMissingData("breaching")
            .period(60)
            .extendedStatistic("p99")
            .evaluateLowSampleCountPercentile("ignore")
            .unit("Percent")
            .build();

    PutMetricAlarmRequest request = copy(alarm, true);

    for (SdkField<?> field : alarm.sdkFields()) {
      Object value = field.getValueOrDefault(alarm);
      if (value instanceof String || value instanceof Number) {
        if (!field.memberName().equals("AlarmName")) {
          assertThat(request.getValueForField(field.memberName(), Object.class)).contains(value);
        }
      }
    }
    assertThat(request.hasMetrics()).isFalse();
    assertThat(request.hasOkActions()).isFalse();
  }

  @Test
  void nodesAreMatchedByTheOrderOfTheirIdsAndOtherDimensionsStay() {
    assertThat(copy(alarm().build(), true).dimensions())
        .extracting(Dimension::value)
        .containsExactly("orders-enc-002", "0001");
  }

  @Test
  void metricsWithinAnExpressionAreRenamedToo() {
    MetricDataQuery query =
        MetricDataQuery.builder()
            .id("m")
            .metricStat(
                s ->
                    s.period(60)
                        .stat("Sum")
                        .metric(
                            m ->
                                m.namespace("AWS/ElastiCache")
                                    .metricName("CacheHits")
                                    .dimensions(
                                        Dimension.builder()
                                            .name("ReplicationGroupId")
                                            .value("orders")
                                            .build())))
            .build();
    MetricDataQuery ratio = MetricDataQuery.builder().id("e").expression("m/60").build();

    PutMetricAlarmRequest request =
        copy(MetricAlarm.builder().alarmName("hits").metrics(query, ratio).build(), true);

    assertThat(request.metrics().getFirst().metricStat().metric().dimensions().getFirst().value())
        .isEqualTo("orders-enc");
    assertThat(request.metrics().get(1)).isEqualTo(ratio);
    assertThat(request.hasDimensions()).isFalse();
  }

  @Test
  void anActionThatScalesGoesToTheNewPolicy() {
    MetricAlarm alarm = alarm().alarmActions("arn:old-policy", "arn:aws:sns:x:1:on-call").build();

    assertThat(copy(alarm, true).alarmActions())
        .containsExactly("arn:new-policy", "arn:aws:sns:x:1:on-call");
  }

  @Test
  void actionsAreOffBeforeTheNewGroupServesAndAsTheyWereAfter() {
    assertThat(copy(alarm().actionsEnabled(true).build(), false).actionsEnabled()).isFalse();
    assertThat(copy(alarm().actionsEnabled(true).build(), true).actionsEnabled()).isTrue();
    assertThat(copy(alarm().actionsEnabled(false).build(), true).actionsEnabled()).isFalse();
  }

  @Test
  void tagsAreTheOwnersAndOursButNotThoseOfAws() {
    assertThat(copy(alarm().build(), true).tags())
        .extracting(Tag::key)
        .containsExactly("team", ResourceTags.FLOW);
  }

  @Test
  void aLongNameIsCutButStillTellsItselfFromAnother() {
    String first = AlarmCopy.name("a".repeat(254) + "1", "orders-enc");
    String second = AlarmCopy.name("a".repeat(254) + "2", "orders-enc");

    assertThat(first).hasSize(255).endsWith("-orders-enc").isNotEqualTo(second);
  }
}
