package remediator.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/** Which nodes each shard of a group has. */
final class ShardNodes {
  private ShardNodes() {}

  /** By shard id; empty where there is no such group. */
  static Map<String, List<String>> read(ElastiCacheClient client, GroupArn group) {
    Map<String, List<String>> shards = new LinkedHashMap<>();
    try {
      client
          .describeReplicationGroups(r -> r.replicationGroupId(group.id()))
          .replicationGroups()
          .stream()
          .flatMap(g -> g.nodeGroups().stream())
          .forEach(shard -> shards.put(shard.nodeGroupId(), nodes(shard)));
    } catch (ReplicationGroupNotFoundException _) {
      return Map.of();
    }
    return shards;
  }

  private static List<String> nodes(NodeGroup shard) {
    return shard.nodeGroupMembers().stream().map(NodeGroupMember::cacheClusterId).sorted().toList();
  }

  /** All nodes of all shards. */
  static List<String> all(Map<String, List<String>> shards) {
    return shards.values().stream().flatMap(List::stream).toList();
  }
}
