package awsemulator.services.cloudwatch;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.services.CallerArns;
import awsemulator.services.RegionalState;
import awsemulator.services.TokenPage;
import awsemulator.wire.JsonReader;
import awsemulator.wire.JsonWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Metric alarms as they were put; nothing sets them off. */
final class AlarmStore {
  private record Alarm(MetricAlarm alarm, List<Tag> tags) {}

  private final InstantSource clock;
  private final RegionalState<Map<String, Alarm>> alarms = new RegionalState<>(TreeMap::new);

  AlarmStore(InstantSource clock) {
    this.clock = clock;
  }

  static String arn(CallerIdentity caller, String name) {
    return CallerArns.of(caller, "cloudwatch", "alarm:" + name);
  }

  /** Condition keys of an alarm's tags; none where there is no such alarm. */
  Map<String, String> resourceTags(CallerIdentity caller, String name) {
    Map<String, String> keys = new TreeMap<>();
    Alarm alarm = name == null ? null : alarms.of(caller).get(name);
    if (alarm != null) {
      alarm.tags().forEach(t -> keys.put("aws:ResourceTag/" + t.key(), t.value()));
    }
    return keys;
  }

  PutMetricAlarmResponse put(CallerIdentity caller, PutMetricAlarmRequest q) {
    if (q.alarmName() == null || q.comparisonOperator() == null || q.evaluationPeriods() == null) {
      throw AwsFault.badRequest(
          "ValidationError", "AlarmName, ComparisonOperator and EvaluationPeriods are required.");
    }
    // The members of the request are those of the alarm, save the tags.
    Map<String, Object> members = JsonWriter.write(q);
    members.remove("Tags");
    MetricAlarm alarm =
        JsonReader.read(members, MetricAlarm.class).toBuilder()
            .alarmArn(arn(caller, q.alarmName()))
            .actionsEnabled(q.actionsEnabled() == null || q.actionsEnabled())
            .stateValue("INSUFFICIENT_DATA")
            .stateReason("Unchecked: Initial alarm creation")
            .stateUpdatedTimestamp(clock.instant())
            .alarmConfigurationUpdatedTimestamp(clock.instant())
            .build();
    Alarm before = alarms.of(caller).get(q.alarmName());
    // AWS: tags are heeded only where the alarm is new.
    List<Tag> tags = before == null ? q.tags() : before.tags();
    alarms.of(caller).put(q.alarmName(), new Alarm(alarm, List.copyOf(tags)));
    return PutMetricAlarmResponse.builder().build();
  }

  DescribeAlarmsResponse describe(CallerIdentity caller, DescribeAlarmsRequest q) {
    boolean metric = q.alarmTypes().isEmpty() || q.alarmTypes().contains(AlarmType.METRIC_ALARM);
    List<MetricAlarm> found =
        alarms.of(caller).values().stream()
            .map(Alarm::alarm)
            .filter(a -> metric)
            .filter(a -> q.alarmNames().isEmpty() || q.alarmNames().contains(a.alarmName()))
            .filter(
                a -> q.alarmNamePrefix() == null || a.alarmName().startsWith(q.alarmNamePrefix()))
            .toList();
    AwsFault invalid = AwsFault.badRequest("InvalidNextToken", "The next token is invalid.");
    // AWS: at most 100 alarms, and 50 by default.
    int size = q.maxRecords() == null ? 50 : Math.clamp(q.maxRecords(), 1, 100);
    TokenPage<MetricAlarm> page = TokenPage.of(found, q.nextToken(), size, invalid);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  DeleteAlarmsResponse delete(CallerIdentity caller, DeleteAlarmsRequest q) {
    for (String name : q.alarmNames()) {
      if (!alarms.of(caller).containsKey(name)) {
        throw new AwsFault("ResourceNotFound", 404, "Alarm " + name + " does not exist");
      }
    }
    alarms.of(caller).keySet().removeAll(q.alarmNames());
    return DeleteAlarmsResponse.builder().build();
  }

  ListTagsForResourceResponse tags(CallerIdentity caller, ListTagsForResourceRequest q) {
    return alarms.of(caller).values().stream()
        .filter(a -> a.alarm().alarmArn().equals(q.resourceARN()))
        .findFirst()
        .map(a -> ListTagsForResourceResponse.builder().tags(a.tags()).build())
        .orElseThrow(
            () ->
                new AwsFault(
                    "ResourceNotFoundException", 404, q.resourceARN() + " does not exist"));
  }
}
