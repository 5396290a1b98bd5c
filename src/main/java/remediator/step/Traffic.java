package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import remediator.aws.Place;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * What CloudWatch counts of a group's nodes ("Metrics for Valkey and Redis OSS"), without being in
 * their VPC.
 */
final class Traffic {
  /** GetMetricData takes 500 queries a call. */
  private static final int BATCH = 500;

  private final CloudWatchClient client;
  private final Instant now;

  private Traffic(CloudWatchClient client, Instant now) {
    this.client = client;
    this.now = now;
  }

  static Traffic of(Work work) {
    return new Traffic(work.tools().aws().cloudWatch(Place.of(work.group())), work.instant());
  }

  /** Write commands on all nodes since then; replicas count none of the clients'. */
  long writes(List<String> nodes, Instant since) {
    return sum("SetTypeCmds", "Sum", nodes, since);
  }

  /** Keys on all nodes at last count, replicas included. */
  long items(List<String> nodes) {
    return sum("CurrItems", "Maximum", nodes, now.minus(Duration.ofMinutes(5)));
  }

  private long sum(String metric, String statistic, List<String> nodes, Instant since) {
    double sum = 0;
    for (int from = 0; from < nodes.size(); from += BATCH) {
      List<MetricDataQuery> queries = new ArrayList<>();
      for (String node : nodes.subList(from, Math.min(from + BATCH, nodes.size()))) {
        queries.add(query("n" + queries.size(), metric, statistic, node, period(since)));
      }
      for (MetricDataResult result :
          client
              .getMetricDataPaginator(
                  r -> r.startTime(since).endTime(now).metricDataQueries(queries))
              .metricDataResults()) {
        sum +=
            statistic.equals("Sum")
                ? result.values().stream().mapToDouble(d -> d).sum()
                : result.values().stream().mapToDouble(d -> d).max().orElse(0);
      }
    }
    return Math.round(sum);
  }

  /** Minutes for the last hours; CloudWatch keeps them for 15 days. */
  private int period(Instant since) {
    return Duration.between(since, now).toHours() < 24 ? 60 : 3600;
  }

  private static MetricDataQuery query(
      String id, String metric, String statistic, String node, int period) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            s ->
                s.stat(statistic)
                    .period(period)
                    .metric(
                        m ->
                            m.namespace("AWS/ElastiCache")
                                .metricName(metric)
                                .dimensions(
                                    dimension("CacheClusterId", node),
                                    dimension("CacheNodeId", "0001"))))
        .build();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }
}
