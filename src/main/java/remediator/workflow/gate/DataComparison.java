package remediator.workflow.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.LostWrites;
import remediator.workflow.metrics.MetricValues;
import remediator.workflow.metrics.NodeMetric;
import remediator.workflow.metrics.ShardNodes;

/** What the old and the new group hold, shard by shard, and what the new one lacks. */
final class DataComparison {
  /** A message has room for these many shards, one line each. */
  private static final int LINES = 10;

  private static final Duration RECENT = Duration.ofMinutes(5);

  private record Held(Optional<Long> items, Optional<Long> bytes) {
    @Override
    public String toString() {
      return items.map(i -> i + " keys").orElse("no count yet")
          + bytes.map(b -> " in " + b + " bytes").orElse("");
    }
  }

  private DataComparison() {}

  static List<String> of(StepContext context) {
    List<String> facts = new ArrayList<>();
    String policy = context.policy().get(PolicySetting.DATA);
    if (policy.equals("cache-only")) {
      facts.add("the data policy is cache-only: what is lost has not been counted");
      return facts;
    }
    Map<String, List<String>> before = context.groups().shards(context.group());
    Map<String, List<String>> since =
        context.groups().shards(context.now().newGroup().orElseThrow());
    MetricValues heard = hear(context, before, since);
    Map<String, Held> old = held(heard, before);
    Map<String, Held> after = held(heard, since);
    List<String> lines = new ArrayList<>();
    old.forEach(
        (shard, was) -> {
          Held is = after.getOrDefault(shard, new Held(Optional.empty(), Optional.empty()));
          lines.add("shard " + shard + ": " + was + " before, " + is + " after");
        });
    facts.addAll(lines.subList(0, Math.min(LINES, lines.size())));
    if (lines.size() > LINES) {
      facts.add(
          "%d more shards: in all %d keys before, %d after"
              .formatted(lines.size() - LINES, sum(old), sum(after)));
    }
    facts.add(
        "counts drift apart without loss: keys expire on both sides, the new group drops at once"
            + " those that had expired in the snapshot, and clients still write to the old one");
    LostWrites lost = LostWrites.until(context, context.instant());
    facts.add(
        "writes to the old group since the snapshot, which the new one lacks: "
            + lost
            + " so far (by whole minutes, so at most that; the last two minutes may be missing;"
            + " data policy: "
            + policy
            + ")");
    if (policy.equals("freeze") && lost.total() > 0) {
      facts.add(
          "somebody has written again since the snapshot, although the data policy is freeze:"
              + " reject and start anew once writers are stopped, or accept the loss");
    }
    return facts;
  }

  private static long sum(Map<String, Held> held) {
    return held.values().stream().mapToLong(h -> h.items().orElse(0L)).sum();
  }

  private static MetricValues hear(
      StepContext context, Map<String, List<String>> before, Map<String, List<String>> since) {
    List<String> nodes = new ArrayList<>(ShardNodes.all(before));
    nodes.addAll(ShardNodes.all(since));
    return CacheMetrics.of(context).hear(nodes, RECENT, NodeMetric.ITEMS, NodeMetric.BYTES);
  }

  /** Of each shard the fullest node: a replica holds what its primary holds, or a little less. */
  private static Map<String, Held> held(MetricValues heard, Map<String, List<String>> shards) {
    Map<String, Long> items = heard.newest(NodeMetric.ITEMS, Instant.EPOCH);
    Map<String, Long> bytes = heard.newest(NodeMetric.BYTES, Instant.EPOCH);
    Map<String, Held> held = new LinkedHashMap<>();
    shards.forEach((s, nodes) -> held.put(s, new Held(most(nodes, items), most(nodes, bytes))));
    return held;
  }

  private static Optional<Long> most(List<String> nodes, Map<String, Long> values) {
    return nodes.stream().map(values::get).filter(v -> v != null).max(Long::compare);
  }
}
