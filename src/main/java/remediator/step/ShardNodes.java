package remediator.step;

import java.util.List;
import java.util.Map;

/** Which nodes each shard of a group has. */
final class ShardNodes {
  private ShardNodes() {}

  /** All nodes of all shards. */
  static List<String> all(Map<String, List<String>> shards) {
    return shards.values().stream().flatMap(List::stream).toList();
  }
}
