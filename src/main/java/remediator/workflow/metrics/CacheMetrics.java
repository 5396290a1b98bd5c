package remediator.workflow.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Gatherers;
import remediator.aws.AccountRegion;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * What CloudWatch counts of a group's nodes, without being in their VPC. It counts by whole
 * minutes.
 */
public final class CacheMetrics {
  /** GetMetricData takes 500 queries a call. */
  private static final int BATCH = 500;

  /** From here on whole hours are asked for as such: hundreds of nodes have many minutes. */
  private static final Duration LONG = Duration.ofHours(6);

  private record Series(NodeMetric metric, String node) {}

  private final CloudWatchClient client;
  private final Instant now;

  private CacheMetrics(CloudWatchClient client, Instant now) {
    this.client = client;
    this.now = now;
  }

  public static CacheMetrics of(StepContext context) {
    return new CacheMetrics(
        context.dependencies().aws().cloudWatch(AccountRegion.of(context.group())),
        context.instant());
  }

  /** Write commands on all nodes in this time; empty where nothing is known of a node. */
  public OptionalLong writes(Collection<String> nodes, Duration last) {
    return hear(nodes, last, NodeMetric.ITEMS, NodeMetric.WRITES).writes(nodes);
  }

  /** All that these metrics were in this time, which is short. */
  public MetricValues hear(Collection<String> nodes, Duration last, NodeMetric... metrics) {
    Map<NodeMetric, Map<String, List<MetricValues.Point>>> found = new EnumMap<>(NodeMetric.class);
    ask(found, nodes, now.minus(last), now, 60, metrics);
    return new MetricValues(found);
  }

  /**
   * Write commands by node. The first minute may begin before, the last end after; in between it
   * may be hours.
   *
   * @param exact from here on, whole periods will do
   */
  public Map<String, List<MetricValues.Point>> writes(
      Collection<String> nodes, Instant from, Instant exact, Instant to) {
    Map<NodeMetric, Map<String, List<MetricValues.Point>>> found = new EnumMap<>(NodeMetric.class);
    Instant first = exact.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant last = to.truncatedTo(ChronoUnit.HOURS);
    if (Duration.between(first, last).compareTo(LONG) < 0) {
      ask(found, nodes, from, to, finest(from), NodeMetric.WRITES);
    } else {
      ask(found, nodes, from, first, finest(from), NodeMetric.WRITES);
      ask(found, nodes, first, last, 3600, NodeMetric.WRITES);
      ask(found, nodes, last, to, finest(last), NodeMetric.WRITES);
    }
    return found.getOrDefault(NodeMetric.WRITES, Map.of());
  }

  private void ask(
      Map<NodeMetric, Map<String, List<MetricValues.Point>>> found,
      Collection<String> nodes,
      Instant from,
      Instant to,
      int period,
      NodeMetric... metrics) {
    if (!from.isBefore(to)) {
      return;
    }
    List<Series> all = new ArrayList<>();
    for (NodeMetric metric : metrics) {
      nodes.forEach(node -> all.add(new Series(metric, node)));
    }
    for (List<Series> batch : all.stream().gather(Gatherers.windowFixed(BATCH)).toList()) {
      List<MetricDataQuery> queries = new ArrayList<>();
      batch.forEach(series -> queries.add(query(queries.size(), series, period)));
      for (MetricDataResult result :
          client
              .getMetricDataPaginator(r -> r.startTime(from).endTime(to).metricDataQueries(queries))
              .metricDataResults()) {
        Series series = batch.get(Integer.parseInt(result.id().substring(1)));
        for (int i = 0; i < result.values().size(); i++) {
          found
              .computeIfAbsent(series.metric(), _ -> new HashMap<>())
              .computeIfAbsent(series.node(), _ -> new ArrayList<>())
              .add(
                  new MetricValues.Point(
                      result.timestamps().get(i).plusSeconds(period), result.values().get(i)));
        }
      }
    }
  }

  /** CloudWatch keeps minutes for 15 days, five minutes for 63, hours for longer. */
  private int finest(Instant from) {
    long days = Duration.between(from, now).toDays();
    return days < 15 ? 60 : days < 63 ? 300 : 3600;
  }

  private static MetricDataQuery query(int number, Series series, int period) {
    return MetricDataQuery.builder()
        .id("n" + number)
        .metricStat(
            s ->
                s.stat(series.metric().statistic())
                    .period(period)
                    .metric(
                        m ->
                            m.namespace("AWS/ElastiCache")
                                .metricName(series.metric().wireName())
                                .dimensions(
                                    dimension("CacheClusterId", series.node()),
                                    dimension("CacheNodeId", "0001"))))
        .build();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }
}
