package remediator.local.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import remediator.local.cloud.Caller;
import remediator.local.data.DataPlane;
import remediator.local.elasticache.Change;
import remediator.local.elasticache.ElastiCacheService;
import remediator.local.services.MetricSource;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * CloudWatch's metrics of the groups' nodes, from the servers behind them. A server counts its
 * writes since it started; what falls into a period is the difference between two looks at that
 * count, and every change of a group is such a look.
 */
final class GroupMetrics implements MetricSource {
  private record Shard(String groupArn, String nodeGroupId) {}

  private final ElastiCacheService elastiCache;
  private final DataPlane data;
  private final InstantSource clock;
  private final Map<Shard, TreeMap<Instant, Long>> looks = new ConcurrentHashMap<>();

  GroupMetrics(ElastiCacheService elastiCache, DataPlane data, InstantSource clock) {
    this.elastiCache = elastiCache;
    this.data = data;
    this.clock = clock;
    elastiCache.onChange(this::look);
  }

  @Override
  public double value(
      Caller caller, String metric, Map<String, String> dimensions, Instant from, Instant to) {
    String node = dimensions.getOrDefault("CacheClusterId", "");
    String arn =
        "arn:%s:elasticache:%s:%s:cluster:%s"
            .formatted(caller.partition(), caller.region(), caller.account(), node);
    Optional<ReplicationGroup> group =
        elastiCache
            .view()
            .node(arn)
            .map(
                c -> arn.replace(":cluster:" + node, ":replicationgroup:" + c.replicationGroupId()))
            .flatMap(g -> elastiCache.view().group(g));
    if (group.isEmpty() || !data.running(group.get().arn())) {
      return Double.NaN;
    }
    for (NodeGroup shard : group.get().nodeGroups()) {
      for (int i = 0; i < shard.nodeGroupMembers().size(); i++) {
        if (shard.nodeGroupMembers().get(i).cacheClusterId().equals(node)) {
          return value(metric, new Shard(group.get().arn(), shard.nodeGroupId()), i == 0, from, to);
        }
      }
    }
    return Double.NaN;
  }

  private double value(String metric, Shard shard, boolean primary, Instant from, Instant to) {
    return switch (metric) {
      case "CurrItems" -> data.keys(shard.groupArn(), shard.nodeGroupId());
      case "SetTypeCmds" -> primary ? writes(shard, to) - writes(shard, from) : 0;
      case "CurrConnections" -> primary ? data.connections(shard.groupArn()) : 0;
      default -> Double.NaN;
    };
  }

  /** Writes up to then, by the last look before it, or by a look now. */
  private double writes(Shard shard, Instant then) {
    look(shard);
    TreeMap<Instant, Long> known = looks.get(shard);
    Map.Entry<Instant, Long> last = known.lowerEntry(then);
    return last == null ? 0 : last.getValue();
  }

  private void look(Change change) {
    if (change.arn().contains(":replicationgroup:") && data.running(change.arn())) {
      elastiCache
          .view()
          .group(change.arn())
          .ifPresent(
              g ->
                  g.nodeGroups()
                      .forEach(n -> look(new Shard(g.arn(), n.nodeGroupId()), change.at())));
    }
  }

  private void look(Shard shard) {
    look(shard, clock.instant());
  }

  private void look(Shard shard, Instant at) {
    looks
        .computeIfAbsent(shard, _ -> new TreeMap<>())
        .put(at, data.writes(shard.groupArn(), shard.nodeGroupId()));
  }
}
