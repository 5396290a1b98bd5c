package remediator.copy;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.util.JedisClusterCRC16;
import remediator.copy.node.NodeConnection;
import remediator.copy.node.NodeFacts;

/** Names for a rehearsal's keys, which nobody else has, in slots that the node has. */
final class RehearsalNames {
  private final String prefix = "elasticache-encryption-" + UUID.randomUUID() + "-";
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  byte[] next(NodeFacts owner) {
    String tag = tags.computeIfAbsent(owner.node(), _ -> tag(owner));
    return NodeConnection.bytes(prefix + "{" + tag + "}" + count.incrementAndGet());
  }

  /** What is in braces alone decides the slot (Redis cluster specification, "Hash tags"). */
  private static String tag(NodeFacts owner) {
    int i = 0;
    while (!owner.slots().get(JedisClusterCRC16.getSlot(Integer.toString(i)))) {
      i++;
    }
    return Integer.toString(i);
  }
}
