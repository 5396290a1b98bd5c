package awsemulator.services.cloudwatch;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** CloudWatch: the metrics of AWS/ElastiCache, and metric alarms that never go off. */
public final class CloudWatch extends AwsService {
  private final MetricStore metrics;
  private final AlarmStore alarms;

  public CloudWatch(InstantSource clock, MetricSource source) {
    super("monitoring", Protocol.QUERY);
    metrics = new MetricStore(source);
    alarms = new AlarmStore(clock);
    on(
        GetMetricDataRequest.class,
        (c, q) -> List.of(new RequiredRight("cloudwatch:GetMetricData", "*")),
        this::data);
    on(
        GetMetricStatisticsRequest.class,
        (c, q) -> List.of(new RequiredRight("cloudwatch:GetMetricStatistics", "*")),
        this::statistics);
    on(
        DescribeAlarmsRequest.class,
        (c, q) -> List.of(new RequiredRight("cloudwatch:DescribeAlarms", AlarmStore.arn(c, "*"))),
        this::describe);
    on(PutMetricAlarmRequest.class, this::putNeeds, alarms::put);
    on(
        DeleteAlarmsRequest.class,
        (c, q) ->
            q.alarmNames().stream()
                .map(
                    name ->
                        new RequiredRight(
                            "cloudwatch:DeleteAlarms",
                            AlarmStore.arn(c, name),
                            alarms.resourceTags(c, name)))
                .toList(),
        alarms::delete);
    on(
        ListTagsForResourceRequest.class,
        (c, q) ->
            List.of(
                new RequiredRight(
                    "cloudwatch:ListTagsForResource", String.valueOf(q.resourceARN()))),
        alarms::tags);
  }

  /** AWS: "To use this parameter [Tags], you must have the cloudwatch:TagResource permission." */
  private List<RequiredRight> putNeeds(CallerIdentity caller, PutMetricAlarmRequest q) {
    String arn = AlarmStore.arn(caller, q.alarmName());
    Map<String, String> tags = alarms.resourceTags(caller, q.alarmName());
    RequiredRight put = new RequiredRight("cloudwatch:PutMetricAlarm", arn, tags);
    return q.tags().isEmpty()
        ? List.of(put)
        : List.of(put, new RequiredRight("cloudwatch:TagResource", arn, tags));
  }

  private SdkPojo data(CallerIdentity caller, GetMetricDataRequest q) {
    heeds(q, "MetricDataQueries", "StartTime", "EndTime", "ScanBy");
    q.metricDataQueries().forEach(query -> heeds(query, "Id", "MetricStat", "Label", "ReturnData"));
    q.metricDataQueries().stream()
        .filter(query -> query.metricStat() != null)
        .forEach(query -> heeds(query.metricStat(), "Metric", "Period", "Stat"));
    return metrics.data(caller, q);
  }

  private SdkPojo statistics(CallerIdentity caller, GetMetricStatisticsRequest q) {
    heeds(
        q, "Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics");
    return metrics.statistics(caller, q);
  }

  private SdkPojo describe(CallerIdentity caller, DescribeAlarmsRequest q) {
    heeds(q, "AlarmNames", "AlarmNamePrefix", "AlarmTypes", "MaxRecords", "NextToken");
    return alarms.describe(caller, q);
  }
}
