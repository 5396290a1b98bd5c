package remediator.copy.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.NodeFacts;

/**
 * Where the walks through one side's shards stand, as one invocation hands it to the next. A shard
 * whose process is another one by now starts again.
 */
public final class WalkPosition {
  private final List<ShardWalk> walks = new ArrayList<>();

  private WalkPosition() {}

  /**
   * Reads it.
   *
   * @param position by what names the processes; null or empty at first
   */
  public static WalkPosition of(GroupTopology side, Object position, int batchSize) {
    Map<?, ?> known = position instanceof Map<?, ?> map ? map : Map.of();
    WalkPosition all = new WalkPosition();
    for (NodeFacts node : side.primaries()) {
      all.walks.add(
          known.get(node.identity()) instanceof Map<?, ?> at
              ? ShardWalk.resume(node, batchSize, at)
              : ShardWalk.start(node, batchSize));
    }
    return all;
  }

  /** The sum of what a position tells, without looking at any node. */
  public static BatchTally tally(Object position) {
    BatchTally sum = new BatchTally();
    if (position instanceof Map<?, ?> map) {
      map.values().forEach(at -> sum.merge(BatchTally.of((Map<?, ?>) at)));
    }
    return sum;
  }

  public List<ShardWalk> walks() {
    return walks;
  }

  public boolean isFinished() {
    return walks.stream().allMatch(ShardWalk::isFinished);
  }

  /** What {@link #of} reads. Of all shards together no more differences are named than of one. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    int named = BatchTally.MOST_DIFFERENCES;
    for (ShardWalk walk : walks) {
      map.put(walk.node().identity(), walk.position(named));
      named -= Math.min(named, walk.tally().differences().size());
    }
    return map;
  }
}
