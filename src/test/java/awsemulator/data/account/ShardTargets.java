package awsemulator.data.account;

import awsemulator.data.ClientTarget;
import awsemulator.data.RedisDataPlane;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.util.JedisClusterCRC16;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Where a client of a group sends its commands: to the shard that has the key's slot, as a cluster
 * client does.
 *
 * @param name of the group; a client that is sent to another one begins with new keys
 */
public record ShardTargets(String name, List<Shard> shards) {
  /**
   * One shard.
   *
   * @param slots as ElastiCache writes them; null for all
   */
  public record Shard(String slots, ClientTarget target) {
    boolean owns(int slot) {
      if (slots == null) {
        return true;
      }
      for (String range : slots.split(",", -1)) {
        String[] ends = range.split("-", -1);
        if (slot >= Integer.parseInt(ends[0]) && slot <= Integer.parseInt(ends[ends.length - 1])) {
          return true;
        }
      }
      return false;
    }
  }

  public ShardTargets {
    shards = List.copyOf(shards);
  }

  /** By TLS where the group has it, by plaintext else; without a password. */
  public static ShardTargets of(RedisDataPlane plane, ReplicationGroup group) {
    boolean tls = Boolean.TRUE.equals(group.transitEncryptionEnabled());
    boolean clusterMode = Boolean.TRUE.equals(group.clusterEnabled());
    Endpoint endpoint =
        clusterMode
            ? group.configurationEndpoint()
            : group.nodeGroups().getFirst().primaryEndpoint();
    List<Shard> shards = new ArrayList<>();
    for (NodeGroup shard : group.nodeGroups()) {
      int port = plane.port(group.arn(), shard.nodeGroupId());
      shards.add(
          new Shard(
              clusterMode ? shard.slots() : null,
              tls
                  ? ClientTarget.tls(port, endpoint.address(), plane.trust())
                  : ClientTarget.plaintext(port)));
    }
    return new ShardTargets(group.arn(), shards);
  }

  ClientTarget of(String key) {
    int slot = JedisClusterCRC16.getSlot(key);
    return shards.stream()
        .filter(s -> s.owns(slot))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No shard owns slot " + slot + "."))
        .target();
  }
}
