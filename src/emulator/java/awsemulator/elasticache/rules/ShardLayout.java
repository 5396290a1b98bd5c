package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.CloudPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;

/** The shards and nodes of a new group. */
public record ShardLayout(boolean clusterMode, List<Shard> shards) {
  /**
   * @param slots null for cluster mode disabled
   * @param zones of its nodes, the primary's first
   * @param outposts of its nodes in the same order; empty in a Region
   */
  public record Shard(String id, String slots, List<String> zones, List<String> outposts) {}

  public int nodes() {
    return shards.stream().mapToInt(shard -> shard.zones().size()).sum();
  }

  /** Slots of each shard, empty text for cluster mode disabled. */
  public List<String> slots() {
    return shards.stream().map(shard -> Objects.requireNonNullElse(shard.slots(), "")).toList();
  }

  /** The layout that a request asks for, which {@link LayoutRules} has let pass. */
  public static ShardLayout of(
      CreateReplicationGroupRequest request, boolean clusterMode, CloudPlace place) {
    int count = LayoutRules.shards(request);
    List<String> even = clusterMode ? HashSlots.even(count) : List.of();
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NodeGroupConfiguration asked =
          request.nodeGroupConfiguration().isEmpty()
              ? NodeGroupConfiguration.builder().build()
              : request.nodeGroupConfiguration().get(i);
      String id = asked.nodeGroupId() == null ? "%04d".formatted(i + 1) : padded(asked);
      String slots = asked.slots() != null ? asked.slots() : clusterMode ? even.get(i) : null;
      int nodes = LayoutRules.nodes(request, asked);
      shards.add(new Shard(id, slots, zones(request, asked, nodes, i, place), outposts(asked)));
    }
    return new ShardLayout(clusterMode, shards);
  }

  private static String padded(NodeGroupConfiguration asked) {
    return "%04d".formatted(Integer.parseInt(asked.nodeGroupId()));
  }

  private static List<String> zones(
      CreateReplicationGroupRequest request,
      NodeGroupConfiguration asked,
      int nodes,
      int shard,
      CloudPlace place) {
    if (!request.preferredCacheClusterAZs().isEmpty()) {
      return request.preferredCacheClusterAZs();
    }
    List<String> zones = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      List<String> all = place.zones();
      zones.add(all.get((shard + node) % all.size()));
    }
    if (asked.primaryAvailabilityZone() != null) {
      zones.set(0, asked.primaryAvailabilityZone());
    }
    for (int i = 0; i < asked.replicaAvailabilityZones().size(); i++) {
      zones.set(i + 1, asked.replicaAvailabilityZones().get(i));
    }
    return zones;
  }

  private static List<String> outposts(NodeGroupConfiguration asked) {
    List<String> outposts = new ArrayList<>();
    if (asked.primaryOutpostArn() != null) {
      outposts.add(asked.primaryOutpostArn());
      outposts.addAll(asked.replicaOutpostArns());
    }
    return outposts;
  }
}
