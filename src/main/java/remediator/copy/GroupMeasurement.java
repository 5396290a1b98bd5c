package remediator.copy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.copy.node.CopyProblemException;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.NodeFacts;
import remediator.copy.walk.KeyWalk;
import remediator.copy.walk.ShardWalk;
import remediator.copy.walk.WalkBudget;
import remediator.probe.NodeSocketFactory;

/**
 * Tells before anything is held how long the copy would take, and why it could not be made. It
 * rehearses with keys of the source under names of its own on the target, which it removes again.
 */
final class GroupMeasurement {
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int MOST_BATCHES = 100;
  private static final int MOST_SENTENCES = 5;

  /** Comparing reads every value on both sides, which costs as much as copying it. */
  private static final int PASSES = 2;

  private final CopyRequest request;
  private final int batchKeys;
  private final MemoryWindow window;
  private final GroupTopology source;
  private final GroupTopology target;
  private final Set<String> refusals = new LinkedHashSet<>();

  GroupMeasurement(
      NodeSocketFactory sockets, CopyRequest request, int batchKeys, MemoryWindow window) {
    this.request = request;
    this.batchKeys = batchKeys;
    this.window = window;
    this.source = GroupTopology.discover(sockets, request.source());
    this.target = GroupTopology.discover(sockets, request.target());
  }

  Map<String, Object> measure() {
    boolean readable = isComplete(source);
    boolean complete = isComplete(target) && readable;
    SampleStatistics sample = new SampleStatistics(window.largestValue());
    double seconds = 0;
    List<ShardWalk> walks = List.of();
    if (complete) {
      refuseWhatCannotWork();
    }
    if (refusals.isEmpty()) {
      walks = source.primaries().stream().map(n -> ShardWalk.start(n, batchKeys)).toList();
      long begun = System.nanoTime();
      rehearse(walks, sample);
      seconds = (System.nanoTime() - begun) / 1e9;
      refusals.addAll(sample.refusals());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("work", "measure");
    answer.put("keys", source.primaries().stream().mapToLong(NodeFacts::keys).sum());
    answer.put("bytes", usedMemory());
    answer.put(
        "databases",
        source.primaries().stream()
            .flatMap(n -> n.databases().keySet().stream())
            .distinct()
            .count());
    answer.put("shards", source.primaries().size());
    long copied = walks.stream().mapToLong(walk -> walk.tally().keys()).sum();
    answer.put("keysPerSecond", seconds > 0 ? Math.round(copied / seconds) : 0);
    answer.put("estimatedSeconds", estimate(walks, seconds, sample));
    answer.put("largest", sample.largest());
    answer.put("refusals", refusals.stream().toList());
    return answer;
  }

  private long usedMemory() {
    return source.primaries().stream().mapToLong(node -> node.count("used_memory")).sum();
  }

  private boolean isComplete(GroupTopology side) {
    side.silent().stream().limit(MOST_SENTENCES).forEach(p -> refusals.add(p.getMessage()));
    try {
      side.requireComplete();
      return true;
    } catch (CopyProblemException e) {
      refusals.add(e.getMessage());
      return false;
    }
  }

  private void refuseWhatCannotWork() {
    GroupPair pair = new GroupPair(source, target);
    if (source.cluster() != target.cluster()) {
      refusals.add(pair.clusterModeDiffers());
    }
    for (NodeFacts to : target.primaries()) {
      for (NodeFacts from : source.primaries()) {
        if (to.isOlderThan(from)) {
          refusals.add(
              "The target's engine (%s) is older than the source's (%s), and does not take what it dumps. Choose an engine of the source's version or later."
                  .formatted(to.version(), from.version()));
        }
      }
      refuseMemory(to);
    }
    long there = target.primaries().stream().mapToLong(NodeFacts::keys).sum();
    if (there > 0) {
      refusals.add(
          "The target is not empty: it has %,d keys. Something else writes to it, or it is another group's."
              .formatted(there));
    }
    refuseFunctions();
  }

  private void refuseMemory(NodeFacts to) {
    long most = to.count("maxmemory");
    double expected =
        source.primaries().stream()
            .mapToDouble(from -> from.count("used_memory") * from.shareOf(to))
            .sum();
    if (most > 0 && expected > most) {
      refusals.add(
          "The node %s has memory for %,d bytes, and the source's keys take %,d: with maxmemory-policy %s it would %s. Choose a larger node type."
              .formatted(
                  to.node(),
                  most,
                  Math.round(expected),
                  to.info().getOrDefault("maxmemory_policy", "unknown"),
                  "noeviction".equals(to.info().get("maxmemory_policy"))
                      ? "refuse the rest"
                      : "evict some of them"));
    }
  }

  private void refuseFunctions() {
    try {
      boolean some =
          source.primaries().stream()
              .anyMatch(node -> !FunctionLibraries.libraries(source, node).isEmpty());
      if (some) {
        target.primaries().forEach(node -> FunctionLibraries.libraries(target, node));
      }
    } catch (CopyProblemException e) {
      refusals.add("The engine's functions cannot be copied: " + e.getMessage());
    }
  }

  private void rehearse(List<ShardWalk> walks, SampleStatistics sample) {
    RehearsalNames names = new RehearsalNames();
    Duration half = request.time().dividedBy(2);
    WalkBudget budget = new WalkBudget(half.compareTo(LONGEST) < 0 ? half : LONGEST, MOST_BATCHES);
    try {
      new KeyWalk(
              source,
              walks,
              () -> new SampleWork(KeyCopier.rehearsing(target, window, names), sample),
              budget)
          .run();
    } catch (CopyProblemException e) {
      refusals.add(e.getMessage());
    }
  }

  /** Of the fullest shard, since they go side by side; in seconds, for copying and comparing. */
  private static long estimate(List<ShardWalk> walks, double seconds, SampleStatistics sample) {
    double longest = 0;
    for (ShardWalk walk : walks) {
      long copied = walk.tally().keys();
      if (copied > 0) {
        longest = Math.max(longest, walk.node().keys() * seconds / copied);
      }
    }
    return walks.isEmpty() ? 0 : (long) Math.ceil(1 + PASSES * longest * sample.weight(walks));
  }
}
