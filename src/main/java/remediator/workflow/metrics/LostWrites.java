package remediator.workflow.metrics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.WriteHold;

/**
 * Writes that the old group has had since its data was cut, which the new group lacks. Each shard
 * is cut at an instant of its own.
 *
 * @param byShard by shard id
 */
public record LostWrites(Map<String, Long> byShard) {
  public LostWrites {
    byShard = new TreeMap<>(byShard);
  }

  /**
   * As CloudWatch counts them, by whole minutes: what came in the minute of the cut, but before it,
   * counts too, so there are never more.
   */
  public static LostWrites until(StepContext context, Instant end) {
    Map<String, List<String>> shards = context.groups().shards(context.group());
    Map<String, Instant> cuts = cuts(context.now());
    Instant first = cut(context.now());
    Instant last = cuts.values().stream().max(Instant::compareTo).orElse(first);
    Map<String, List<MetricValues.Point>> points =
        CacheMetrics.of(context).writes(ShardNodes.all(shards), first, last, end);
    Map<String, Long> lost = new LinkedHashMap<>();
    shards.forEach(
        (shard, nodes) -> {
          Instant cut = cuts.getOrDefault(shard, first);
          double sum =
              nodes.stream()
                  .flatMap(n -> points.getOrDefault(n, List.of()).stream())
                  .filter(p -> p.end().isAfter(cut))
                  .mapToDouble(MetricValues.Point::value)
                  .sum();
          lost.put(shard, Math.round(sum));
        });
    return new LostWrites(lost);
  }

  /**
   * A copy begins right after writes are refused, which those of that minute were not from its
   * beginning on: they are in it.
   */
  private static Instant cut(RemediationCase c) {
    Instant at = Instant.parse(c.require(CaseAttribute.SNAPSHOT_AT));
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    return WriteHold.isCopied(c) && minute.isBefore(at) ? minute.plus(1, ChronoUnit.MINUTES) : at;
  }

  private static Map<String, Instant> cuts(RemediationCase c) {
    Map<String, Instant> cuts = new TreeMap<>();
    c.map(CaseAttribute.SHARD_CUTS, String.class)
        .forEach((shard, at) -> cuts.put(shard, Instant.parse(at)));
    return cuts;
  }

  public long total() {
    return byShard.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Such as "12 (0001: 7, 0002: 5)". */
  @Override
  public String toString() {
    if (byShard.size() < 2 || total() == 0) {
      return Long.toString(total());
    }
    String each =
        byShard.entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining(", "));
    return total() + " (" + each + ")";
  }
}
