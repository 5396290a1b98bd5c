package remediator.step;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.ledger.Case;
import remediator.ledger.Fact;

/**
 * Writes that the old group has had since its data was cut, which the new group lacks. Each shard
 * is cut at an instant of its own.
 *
 * @param byShard by shard id
 */
record LostWrites(Map<String, Long> byShard) {
  LostWrites {
    byShard = new TreeMap<>(byShard);
  }

  /**
   * As CloudWatch counts them, by whole minutes: what came in the minute of the cut, but before it,
   * counts too, so there are never more.
   */
  static LostWrites until(Work work, Instant end) {
    Map<String, List<String>> shards = work.groups().shards(work.group());
    Map<String, Instant> cuts = cuts(work.now());
    Instant first = Instant.parse(work.now().need(Fact.SNAPSHOT_AT));
    Instant last = cuts.values().stream().max(Instant::compareTo).orElse(first);
    Map<String, List<Heard.Point>> points =
        Traffic.of(work).writes(ShardNodes.all(shards), first, last, end);
    Map<String, Long> lost = new LinkedHashMap<>();
    shards.forEach(
        (shard, nodes) -> {
          Instant cut = cuts.getOrDefault(shard, first);
          double sum =
              nodes.stream()
                  .flatMap(n -> points.getOrDefault(n, List.of()).stream())
                  .filter(p -> p.end().isAfter(cut))
                  .mapToDouble(Heard.Point::value)
                  .sum();
          lost.put(shard, Math.round(sum));
        });
    return new LostWrites(lost);
  }

  private static Map<String, Instant> cuts(Case c) {
    Map<String, Instant> cuts = new TreeMap<>();
    c.map(Fact.SHARD_CUTS, String.class).forEach((shard, at) -> cuts.put(shard, Instant.parse(at)));
    return cuts;
  }

  long total() {
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
