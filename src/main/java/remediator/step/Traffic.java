package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import remediator.aws.Place;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * What CloudWatch counts of a group's nodes ("Metrics for Valkey and Redis OSS"), without being in
 * their VPC. It counts by whole minutes.
 */
final class Traffic {
  /** GetMetricData takes 500 queries a call. */
  private static final int BATCH = 500;

  private static final Duration RECENT = Duration.ofMinutes(5);

  /**
   * One value of a metric.
   *
   * @param end of the period that it is of, exclusive
   */
  record Point(Instant end, double value) {}

  private final CloudWatchClient client;
  private final Instant now;

  private Traffic(CloudWatchClient client, Instant now) {
    this.client = client;
    this.now = now;
  }

  static Traffic of(Work work) {
    return new Traffic(work.tools().aws().cloudWatch(Place.of(work.group())), work.instant());
  }

  /**
   * Write commands on all nodes since then; replicas count none of the clients'. Empty where
   * CloudWatch has heard nothing of one of the nodes: that is not the same as no writes.
   */
  OptionalLong writes(Collection<String> nodes, Instant since) {
    Map<String, List<Point>> heard = points("CurrItems", "Maximum", nodes, since, now);
    if (!heard.keySet().containsAll(nodes)) {
      return OptionalLong.empty();
    }
    double sum =
        writes(nodes, since, now).values().stream()
            .flatMap(List::stream)
            .mapToDouble(Point::value)
            .sum();
    return OptionalLong.of(Math.round(sum));
  }

  /** Write commands by node and period; the first period may begin before, the last end after. */
  Map<String, List<Point>> writes(Collection<String> nodes, Instant from, Instant to) {
    return points("SetTypeCmds", "Sum", nodes, from, to);
  }

  /** The newest value of a gauge, by node. */
  Map<String, Long> newest(String metric, Collection<String> nodes) {
    Map<String, Long> newest = new HashMap<>();
    points(metric, "Maximum", nodes, now.minus(RECENT), now)
        .forEach((node, points) -> newest.put(node, Math.round(points.getFirst().value())));
    return newest;
  }

  /** What a counter comes to since then, by node. */
  Map<String, Long> sums(String metric, Collection<String> nodes, Duration last) {
    Map<String, Long> sums = new HashMap<>();
    points(metric, "Sum", nodes, now.minus(last), now)
        .forEach(
            (node, points) ->
                sums.put(node, Math.round(points.stream().mapToDouble(Point::value).sum())));
    return sums;
  }

  /** By node, the newest first; a node without a value is not there. */
  private Map<String, List<Point>> points(
      String metric, String statistic, Collection<String> nodes, Instant from, Instant to) {
    Map<String, List<Point>> found = new HashMap<>();
    if (!from.isBefore(to)) {
      return found;
    }
    List<String> all = List.copyOf(nodes);
    int period = period(from);
    for (int start = 0; start < all.size(); start += BATCH) {
      List<String> batch = all.subList(start, Math.min(start + BATCH, all.size()));
      List<MetricDataQuery> queries = new ArrayList<>();
      batch.forEach(node -> queries.add(query(queries.size(), metric, statistic, node, period)));
      for (MetricDataResult result :
          client
              .getMetricDataPaginator(r -> r.startTime(from).endTime(to).metricDataQueries(queries))
              .metricDataResults()) {
        String node = batch.get(Integer.parseInt(result.id().substring(1)));
        for (int i = 0; i < result.values().size(); i++) {
          found
              .computeIfAbsent(node, _ -> new ArrayList<>())
              .add(
                  new Point(
                      result.timestamps().get(i).plusSeconds(period), result.values().get(i)));
        }
      }
    }
    return found;
  }

  /** CloudWatch keeps minutes for 15 days, five minutes for 63, hours for longer. */
  private int period(Instant from) {
    long days = Duration.between(from, now).toDays();
    return days < 1 ? 60 : days < 60 ? 300 : 3600;
  }

  private static MetricDataQuery query(
      int number, String metric, String statistic, String node, int period) {
    return MetricDataQuery.builder()
        .id("n" + number)
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
