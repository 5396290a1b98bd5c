package remediator.copy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import remediator.copy.walk.BatchTally;
import remediator.copy.walk.ShardWalk;

/** What was seen of the keys that were looked at; several lanes add to it. */
final class SampleStatistics {
  private static final Set<String> COPIED =
      Set.of("string", "list", "set", "zset", "hash", "stream", "none");

  private static final int LARGEST = 10;

  private record SeenKey(String hash, String type, long bytes) {}

  private final PriorityQueue<SeenKey> largest =
      new PriorityQueue<>(Comparator.comparingLong(SeenKey::bytes));

  private final Set<String> refusals = new LinkedHashSet<>();
  private final long largestValue;
  private long keys;
  private long bytes;

  SampleStatistics(long largestValue) {
    this.largestValue = largestValue;
  }

  /**
   * Adds a key.
   *
   * @return whether it can be copied
   */
  synchronized boolean add(byte[] key, String type, long size) {
    keys++;
    bytes += size;
    if (largest.size() < LARGEST || largest.element().bytes < size) {
      largest.add(new SeenKey(BatchTally.hash(key), type, size));
    }
    if (largest.size() > LARGEST) {
      largest.remove();
    }
    if (!COPIED.contains(type)) {
      refusals.add(
          "There are keys of the module type %s, which is not copied. Remove them, or choose another way."
              .formatted(type));
      return false;
    }
    if (size > largestValue) {
      refusals.add(KeyCopier.tooLarge(key, size, largestValue).getMessage());
      return false;
    }
    return true;
  }

  synchronized Set<String> refusals() {
    return refusals;
  }

  /** The largest of those looked at, the largest first. */
  synchronized List<Map<String, Object>> largest() {
    return largest.stream()
        .sorted(Comparator.comparingLong(SeenKey::bytes).reversed())
        .map(
            seen -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("key", seen.hash);
              map.put("bytes", seen.bytes);
              map.put("type", seen.type);
              return map;
            })
        .toList();
  }

  /**
   * How much larger a key is on average than those looked at; at least 1. {@code MEMORY USAGE}
   * tells of streams and small keys up to half too little, which is no reason to expect more.
   */
  synchronized double weight(List<ShardWalk> walks) {
    double all = walks.stream().mapToLong(walk -> walk.node().dataBytes()).sum();
    double count = walks.stream().mapToLong(walk -> walk.node().keys()).sum();
    if (keys == 0 || bytes == 0 || count == 0) {
      return 1;
    }
    return Math.max(1, (all / count) / ((double) bytes / keys) / 2);
  }
}
