package remediator.local.services;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** CloudWatch: the metrics of AWS/ElastiCache, and metric alarms that never go off. */
public final class CloudWatch extends AwsService {
  private final Metrics metrics;
  private final Alarms alarms;

  public CloudWatch(InstantSource clock, MetricSource source) {
    super("monitoring", Protocol.QUERY);
    metrics = new Metrics(source);
    alarms = new Alarms(clock);
    on(
        GetMetricDataRequest.class,
        (c, q) -> List.of(new Need("cloudwatch:GetMetricData", "*")),
        this::data);
    on(
        GetMetricStatisticsRequest.class,
        (c, q) -> List.of(new Need("cloudwatch:GetMetricStatistics", "*")),
        this::statistics);
    on(
        DescribeAlarmsRequest.class,
        (c, q) -> List.of(new Need("cloudwatch:DescribeAlarms", Alarms.arn(c, "*"))),
        this::describe);
    on(PutMetricAlarmRequest.class, this::putNeeds, alarms::put);
    on(
        DeleteAlarmsRequest.class,
        (c, q) ->
            q.alarmNames().stream()
                .map(
                    name ->
                        new Need(
                            "cloudwatch:DeleteAlarms",
                            Alarms.arn(c, name),
                            alarms.resourceTags(c, name)))
                .toList(),
        alarms::delete);
    on(
        ListTagsForResourceRequest.class,
        (c, q) ->
            List.of(new Need("cloudwatch:ListTagsForResource", String.valueOf(q.resourceARN()))),
        alarms::tags);
  }

  /** AWS: "To use this parameter [Tags], you must have the cloudwatch:TagResource permission." */
  private List<Need> putNeeds(Caller caller, PutMetricAlarmRequest q) {
    String arn = Alarms.arn(caller, q.alarmName());
    Map<String, String> tags = alarms.resourceTags(caller, q.alarmName());
    Need put = new Need("cloudwatch:PutMetricAlarm", arn, tags);
    return q.tags().isEmpty()
        ? List.of(put)
        : List.of(put, new Need("cloudwatch:TagResource", arn, tags));
  }

  private SdkPojo data(Caller caller, GetMetricDataRequest q) {
    heeds(q, "MetricDataQueries", "StartTime", "EndTime", "ScanBy");
    q.metricDataQueries().forEach(query -> heeds(query, "Id", "MetricStat", "Label", "ReturnData"));
    q.metricDataQueries().stream()
        .filter(query -> query.metricStat() != null)
        .forEach(query -> heeds(query.metricStat(), "Metric", "Period", "Stat"));
    return metrics.data(caller, q);
  }

  private SdkPojo statistics(Caller caller, GetMetricStatisticsRequest q) {
    heeds(
        q, "Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics");
    return metrics.statistics(caller, q);
  }

  private SdkPojo describe(Caller caller, DescribeAlarmsRequest q) {
    heeds(q, "AlarmNames", "AlarmNamePrefix", "AlarmTypes", "MaxRecords", "NextToken");
    return alarms.describe(caller, q);
  }
}
