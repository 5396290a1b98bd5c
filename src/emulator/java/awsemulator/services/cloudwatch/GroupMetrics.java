package awsemulator.services.cloudwatch;

import awsemulator.cloud.CallerIdentity;
import awsemulator.data.DataPlane;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.time.VirtualClock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * CloudWatch's metrics of the groups' nodes, from the servers behind them. A server counts its
 * writes and its connections since it started; what falls into a period is the difference between
 * two looks at a count. There is a look at the end of each instant that the clock stands at, so
 * everything belongs to the instant that it came at.
 */
public final class GroupMetrics implements MetricSource {
  private record Shard(String groupArn, String nodeGroupId) {}

  /** What a server has counted since it started. */
  private record Counts(long writes, long connections) {
    static final Counts NONE = new Counts(0, 0);
  }

  private final ElastiCacheService elastiCache;
  private final DataPlane data;
  private final VirtualClock clock;
  private final Map<Shard, NavigableMap<Instant, Counts>> looks = new ConcurrentHashMap<>();

  public GroupMetrics(ElastiCacheService elastiCache, DataPlane data, VirtualClock clock) {
    this.elastiCache = elastiCache;
    this.data = data;
    this.clock = clock;
    clock.beforeEachJump(() -> data.running().forEach(this::look));
  }

  @Override
  public double value(
      CallerIdentity caller,
      String metric,
      Map<String, String> dimensions,
      Instant from,
      Instant to) {
    return series(caller, metric, dimensions).value(from, to);
  }

  @Override
  public Series series(CallerIdentity caller, String metric, Map<String, String> dimensions) {
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
    if (group.isEmpty()) {
      return (_, _) -> Double.NaN;
    }
    if (!data.running(group.get().arn())) {
      // AWS tells of every node each minute, of an idle one zeros.
      return (_, _) -> 0;
    }
    for (NodeGroup shard : group.get().nodeGroups()) {
      for (int i = 0; i < shard.nodeGroupMembers().size(); i++) {
        if (shard.nodeGroupMembers().get(i).cacheClusterId().equals(node)) {
          Shard its = new Shard(group.get().arn(), shard.nodeGroupId());
          boolean primary = i == 0;
          return (from, to) -> value(metric, its, primary, from, to);
        }
      }
    }
    return (_, _) -> Double.NaN;
  }

  private double value(String metric, Shard shard, boolean primary, Instant from, Instant to) {
    return switch (metric) {
      case "CurrItems" -> data.keys(shard.groupArn(), shard.nodeGroupId());
      case "SetTypeCmds" -> primary ? counts(shard, to).writes() - counts(shard, from).writes() : 0;
      case "BytesUsedForCache" -> data.bytes(shard.groupArn(), shard.nodeGroupId());
      case "CurrConnections" ->
          primary ? data.connections(shard.groupArn(), shard.nodeGroupId()) : 0;
      case "NewConnections" ->
          primary ? counts(shard, to).connections() - counts(shard, from).connections() : 0;
      default -> Double.NaN;
    };
  }

  /** What had been counted by then, by the last look before it. */
  private Counts counts(Shard shard, Instant then) {
    if (then.isAfter(clock.instant())) {
      look(shard);
    }
    Map.Entry<Instant, Counts> last =
        looks.getOrDefault(shard, Collections.emptyNavigableMap()).lowerEntry(then);
    return last == null ? Counts.NONE : last.getValue();
  }

  private void look(String groupArn) {
    elastiCache
        .view()
        .group(groupArn)
        .ifPresent(g -> g.nodeGroups().forEach(n -> look(new Shard(groupArn, n.nodeGroupId()))));
  }

  private void look(Shard shard) {
    looks
        .computeIfAbsent(shard, _ -> new ConcurrentSkipListMap<>())
        .put(
            clock.instant(),
            new Counts(
                data.writes(shard.groupArn(), shard.nodeGroupId()),
                data.opened(shard.groupArn(), shard.nodeGroupId())));
  }
}
