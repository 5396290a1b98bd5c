package awsemulator.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.TestCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

class CloudWatchTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:30Z");

  private final TestCloud cloud = new TestCloud();
  private final CloudWatchClient client =
      cloud
          .serving(new CloudWatch(cloud.clock, CloudWatchTest::minuteOfTheHour))
          .client(CloudWatchClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  /** Nothing is known of minute 2. */
  private static double minuteOfTheHour(
      CallerIdentity caller,
      String metric,
      Map<String, String> dimensions,
      Instant from,
      Instant to) {
    assertThat(metric).isEqualTo("SetTypeCmds");
    assertThat(dimensions).isEqualTo(Map.of("CacheClusterId", "orders-001"));
    assertThat(Duration.between(from, to)).isEqualTo(Duration.ofMinutes(1));
    long minute = from.getEpochSecond() / 60 % 60;
    return minute == 2 ? Double.NaN : minute;
  }

  @Test
  void metricDataHasOnePointAPeriodTheNewestFirst() {
    var result =
        client
            .getMetricData(
                q ->
                    q.startTime(START)
                        .endTime(START.plusSeconds(240))
                        .metricDataQueries(query("AWS/ElastiCache", "Sum")))
            .metricDataResults()
            .getFirst();
    assertThat(result.id()).isEqualTo("n0");
    assertThat(result.values()).containsExactly(4.0, 3.0, 1.0, 0.0);
    assertThat(result.timestamps()).startsWith(Instant.parse("2026-11-01T00:04:00Z"));
    assertThat(
            client
                .getMetricData(
                    q ->
                        q.startTime(START)
                            .endTime(START.plusSeconds(60))
                            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                            .metricDataQueries(query("AWS/ElastiCache", "Maximum")))
                .metricDataResults()
                .getFirst()
                .values())
        .containsExactly(0.0, 1.0);
  }

  @Test
  void metricStatisticsHaveWhatWasAskedFor() {
    var points =
        client
            .getMetricStatistics(
                q ->
                    q.namespace("AWS/ElastiCache")
                        .metricName("SetTypeCmds")
                        .dimensions(dimension())
                        .startTime(START)
                        .endTime(START.plusSeconds(60))
                        .period(60)
                        .statistics(Statistic.SUM))
            .datapoints();
    assertThat(points).extracting(p -> p.sum()).containsExactly(0.0, 1.0);
    assertThat(points).extracting(p -> p.average()).containsOnlyNulls();
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThatThrownBy(
            () ->
                client.getMetricData(
                    q ->
                        q.startTime(START)
                            .endTime(START.plusSeconds(60))
                            .metricDataQueries(query("AWS/Lambda", "Sum"))))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("AWS/ElastiCache only");
    assertThatThrownBy(
            () ->
                client.getMetricData(
                    q ->
                        q.startTime(START)
                            .endTime(START.plusSeconds(60))
                            .maxDatapoints(1)
                            .metricDataQueries(query("AWS/ElastiCache", "Sum"))))
        .hasMessageContaining("MaxDatapoints");
    assertThatThrownBy(
            () ->
                client.getMetricData(
                    q ->
                        q.startTime(START)
                            .endTime(START)
                            .metricDataQueries(query("AWS/ElastiCache", "Sum"))))
        .hasMessageContaining("StartTime must be less than EndTime");
  }

  @Test
  void alarmsAreKeptWithTheirTags() {
    client.putMetricAlarm(
        q ->
            q.alarmName("orders-cpu")
                .namespace("AWS/ElastiCache")
                .metricName("EngineCPUUtilization")
                .dimensions(dimension())
                .statistic(Statistic.AVERAGE)
                .period(60)
                .threshold(90.0)
                .evaluationPeriods(3)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .tags(Tag.builder().key("team").value("red").build()));
    MetricAlarm alarm =
        client.describeAlarms(q -> q.alarmNamePrefix("orders-")).metricAlarms().getFirst();
    assertThat(alarm.threshold()).isEqualTo(90.0);
    assertThat(alarm.dimensions()).containsExactly(dimension());
    assertThat(alarm.alarmArn())
        .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-cpu");
    assertThat(client.listTagsForResource(q -> q.resourceARN(alarm.alarmArn())).tags())
        .extracting(Tag::value)
        .containsExactly("red");
    client.deleteAlarms(q -> q.alarmNames("orders-cpu"));
    assertThat(client.describeAlarms().metricAlarms()).isEmpty();
    assertThatThrownBy(() -> client.deleteAlarms(q -> q.alarmNames("orders-cpu")))
        .isInstanceOf(CloudWatchException.class);
  }

  private static MetricDataQuery query(String namespace, String statistic) {
    return MetricDataQuery.builder()
        .id("n0")
        .metricStat(
            s ->
                s.stat(statistic)
                    .period(60)
                    .metric(
                        m ->
                            m.namespace(namespace)
                                .metricName("SetTypeCmds")
                                .dimensions(dimension())))
        .build();
  }

  private static Dimension dimension() {
    return Dimension.builder().name("CacheClusterId").value("orders-001").build();
  }
}
