package remediator.workflow.metrics;

import java.util.List;
import java.util.Map;

/** Which nodes each shard of a group has. */
public final class ShardNodes {
  private ShardNodes() {}

  /** All nodes of all shards. */
  public static List<String> all(Map<String, List<String>> shards) {
    return shards.values().stream().flatMap(List::stream).toList();
  }
}
