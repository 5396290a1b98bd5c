package remediator.workflow.replace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;

/** Shards and nodes of a generated group. */
final class GeneratedNodes {
  /** A node and where it stands. */
  record Node(String id, String zone, String outpost) {}

  private final Dice dice;
  private final GroupArn arn;
  private final boolean sharded;
  private final boolean outpost;
  private final List<Node> all = new ArrayList<>();
  private boolean spread = true;

  GeneratedNodes(Dice dice, GroupArn arn, boolean sharded, boolean outpost) {
    this.dice = dice;
    this.arn = arn;
    this.sharded = sharded;
    this.outpost = outpost;
  }

  /**
   * @param large as many shards as there can be, and as many nodes: 500 a group
   */
  List<Node> put(Map<String, Object> group, boolean large) {
    int count = !sharded ? 1 : large ? 90 : dice.any(1, 2, 3, 5);
    List<String> slots = sharded ? SlotDeal.deal(dice, count) : List.of("");
    List<Map<String, Object>> shards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shards.add(shard("%04d".formatted(i + 1), slots.get(i), large ? 4 : dice.from(0, 5)));
    }
    group.put("NodeGroups", shards);
    group.put("MemberClusters", all.stream().map(Node::id).toList());
    boolean failover = sharded || (all.size() > 1 && dice.coin());
    group.put("AutomaticFailover", failover ? "enabled" : "disabled");
    group.put("MultiAZ", failover && spread && dice.coin() ? "enabled" : "disabled");
    int port = dice.any(6379, 6380, 1024, 65535);
    Map<String, Object> endpoint = Map.of("Address", arn.id() + ".abc.cache.test", "Port", port);
    if (sharded) {
      group.put("ConfigurationEndpoint", endpoint);
    } else {
      shards.getFirst().put("PrimaryEndpoint", endpoint);
    }
    return all;
  }

  private Map<String, Object> shard(String id, String slots, int replicas) {
    List<Map<String, Object>> members = new ArrayList<>();
    List<String> zones = new ArrayList<>();
    int primary = dice.from(0, replicas);
    for (int i = 0; i <= replicas; i++) {
      String name = sharded ? arn.id() + "-" + id : arn.id();
      Node node =
          new Node(
              "%s-%03d".formatted(name, i + 1),
              arn.region() + dice.any("a", "b", "c", "d"),
              outpost ? outpost(dice.any("a", "b")) : "");
      all.add(node);
      zones.add(node.zone());
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("CacheClusterId", node.id());
      member.put("CacheNodeId", "0001");
      member.put("PreferredAvailabilityZone", node.zone());
      if (outpost) {
        member.put("PreferredOutpostArn", node.outpost());
      }
      if (!sharded) {
        member.put("CurrentRole", i == primary ? "primary" : "replica");
      }
      members.add(member);
    }
    spread &= zones.stream().distinct().count() > 1;
    Map<String, Object> shard = new LinkedHashMap<>();
    shard.put("NodeGroupId", id);
    shard.put("Status", "available");
    shard.put("NodeGroupMembers", members);
    if (sharded) {
      shard.put("Slots", slots);
    }
    return shard;
  }

  private String outpost(String letter) {
    return "arn:aws:outposts:%s:%s:outpost/op-%s"
        .formatted(arn.region(), arn.account(), letter.repeat(17));
  }
}
