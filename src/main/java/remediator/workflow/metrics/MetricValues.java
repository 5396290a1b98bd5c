package remediator.workflow.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What CloudWatch has answered; of a metric that it has heard nothing of on a node, the node is not
 * there.
 *
 * @param points by metric and node, the newest first
 */
public record MetricValues(Map<NodeMetric, Map<String, List<Point>>> points) {
  /**
   * One value of a metric.
   *
   * @param end of the period that it is of, exclusive
   */
  public record Point(Instant end, double value) {}

  Map<String, List<Point>> of(NodeMetric metric) {
    return points.getOrDefault(metric, Map.of());
  }

  /** The newest value of a gauge by node, where it is of no earlier time. */
  public Map<String, Long> newest(NodeMetric metric, Instant since) {
    Map<String, Long> newest = new HashMap<>();
    of(metric)
        .forEach(
            (node, all) ->
                all.stream()
                    .findFirst()
                    .filter(p -> p.end().isAfter(since))
                    .ifPresent(p -> newest.put(node, Math.round(p.value()))));
    return newest;
  }

  /** What a counter comes to by node. */
  public Map<String, Long> sums(NodeMetric metric) {
    Map<String, Long> sums = new HashMap<>();
    of(metric)
        .forEach(
            (node, all) ->
                sums.put(node, Math.round(all.stream().mapToDouble(Point::value).sum())));
    return sums;
  }

  /**
   * Write commands on all nodes. Empty where nothing has been heard of one of them, by how many
   * items it holds: that is not the same as no writes.
   */
  public OptionalLong writes(Collection<String> nodes) {
    if (!of(NodeMetric.ITEMS).keySet().containsAll(nodes)) {
      return OptionalLong.empty();
    }
    Map<String, Long> sums = sums(NodeMetric.WRITES);
    return OptionalLong.of(nodes.stream().mapToLong(node -> sums.getOrDefault(node, 0L)).sum());
  }

  /**
   * Write commands on all nodes in the newest minutes that are known of every node. Empty where
   * these begin before an instant, or nothing is known of a node.
   *
   * @param length of these minutes
   */
  public OptionalLong latestWrites(Collection<String> nodes, Duration length, Instant notBefore) {
    Map<String, List<Point>> items = of(NodeMetric.ITEMS);
    Optional<Instant> known =
        items.keySet().containsAll(nodes)
            ? nodes.stream().map(node -> items.get(node).getFirst().end()).min(Instant::compareTo)
            : Optional.empty();
    Optional<Instant> from =
        known.map(end -> end.minus(length)).filter(start -> !start.isBefore(notBefore));
    return from.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            nodes.stream()
                .flatMap(node -> of(NodeMetric.WRITES).getOrDefault(node, List.of()).stream())
                .filter(p -> p.end().isAfter(from.get()) && !p.end().isAfter(known.get()))
                .mapToLong(p -> Math.round(p.value()))
                .sum());
  }

  /**
   * Items of a group. Of each shard the fullest node counts: a replica holds what its primary
   * holds, or a little less. Empty where nothing has been heard of a shard.
   */
  public OptionalLong items(Map<String, List<String>> shards) {
    Map<String, Long> newest = newest(NodeMetric.ITEMS, Instant.EPOCH);
    long sum = 0;
    for (List<String> nodes : shards.values()) {
      OptionalLong fullest =
          nodes.stream().filter(newest::containsKey).mapToLong(newest::get).max();
      if (fullest.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += fullest.getAsLong();
    }
    return shards.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }
}
