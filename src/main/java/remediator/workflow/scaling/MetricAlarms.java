package remediator.workflow.scaling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.plan.ResourceTags;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** The CloudWatch metric alarms that watch a group or its nodes. */
public final class MetricAlarms {
  /** DescribeAlarms and DeleteAlarms take 100 names a call. */
  private static final int BATCH = 100;

  private final CloudWatchClient client;
  private final String flow;

  private MetricAlarms(CloudWatchClient client, String flow) {
    this.client = client;
    this.flow = flow;
  }

  public static MetricAlarms of(StepContext context) {
    return new MetricAlarms(
        context.dependencies().aws().cloudWatch(AccountRegion.of(context.group())),
        context.now().flow());
  }

  /** Those that watch anything of ElastiCache. */
  public List<MetricAlarm> ofElastiCache() {
    return client
        .describeAlarmsPaginator(r -> r.alarmTypes(AlarmType.METRIC_ALARM).maxRecords(100))
        .metricAlarms()
        .stream()
        .filter(a -> dimensions(a).findAny().isPresent())
        .toList();
  }

  /**
   * Whether it watches one of these, by its dimensions.
   *
   * @param ids of a group and its nodes
   */
  static boolean watches(MetricAlarm alarm, Set<String> ids) {
    return dimensions(alarm).anyMatch(d -> names(d, ids));
  }

  private static Stream<Dimension> dimensions(MetricAlarm alarm) {
    Stream<Dimension> own =
        "AWS/ElastiCache".equals(alarm.namespace()) ? alarm.dimensions().stream() : Stream.of();
    Stream<Dimension> inQueries =
        alarm.metrics().stream()
            .filter(q -> q.metricStat() != null)
            .map(q -> q.metricStat().metric())
            .filter(m -> "AWS/ElastiCache".equals(m.namespace()))
            .flatMap(m -> m.dimensions().stream());
    return Stream.concat(own, inQueries);
  }

  private static boolean names(Dimension d, Set<String> ids) {
    return Set.of("CacheClusterId", "ReplicationGroupId").contains(d.name())
        && ids.contains(d.value());
  }

  /** Those of these names that there are. */
  public List<MetricAlarm> named(List<String> names) {
    return batches(names)
        .flatMap(
            batch ->
                client
                    .describeAlarmsPaginator(
                        r -> r.alarmTypes(AlarmType.METRIC_ALARM).alarmNames(batch))
                    .metricAlarms()
                    .stream())
        .toList();
  }

  List<Tag> tags(MetricAlarm alarm) {
    return client.listTagsForResource(r -> r.resourceARN(alarm.alarmArn())).tags();
  }

  /** Whether this flow made it. */
  public boolean isOurs(MetricAlarm alarm) {
    return flow(alarm).equals(Optional.of(flow));
  }

  /** The flow that made it, by its tag. */
  Optional<String> flow(MetricAlarm alarm) {
    return tags(alarm).stream()
        .filter(t -> t.key().equals(ResourceTags.FLOW))
        .map(Tag::value)
        .findFirst();
  }

  /** Makes it, or makes it what it shall be. */
  void put(AlarmCopy copy) {
    client.putMetricAlarm(copy.request());
  }

  public CloudWatchClient client() {
    return client;
  }

  /** As many names as one call takes. */
  public static Stream<List<String>> batches(List<String> names) {
    return names.stream().gather(Gatherers.windowFixed(BATCH));
  }
}
