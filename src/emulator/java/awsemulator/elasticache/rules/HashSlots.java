package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.ElastiCacheError;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Hash slots as ElastiCache writes them: "0-5460", or "0-100,200-300". */
public final class HashSlots {
  public static final int COUNT = 16384;

  private HashSlots() {}

  /** The even layout that a group has where nobody says otherwise. */
  static List<String> even(int shards) {
    List<String> layout = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < shards; i++) {
      int size = COUNT / shards + (i < COUNT % shards ? 1 : 0);
      layout.add(from + "-" + (from + size - 1));
      from += size;
    }
    return layout;
  }

  /** The slots of one shard, or empty where the text is not a list of ranges. */
  public static Optional<BitSet> parse(String text) {
    BitSet slots = new BitSet(COUNT);
    for (String range : text.split(",", -1)) {
      if (!range.matches("\\d{1,5}(-\\d{1,5})?")) {
        return Optional.empty();
      }
      String[] ends = range.split("-", -1);
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[ends.length - 1]);
      if (from > to || to >= COUNT) {
        return Optional.empty();
      }
      slots.set(from, to + 1);
    }
    return Optional.of(slots);
  }

  /** Refuses a layout that leaves a slot out or has one twice. */
  static void checkCover(List<String> shards) {
    BitSet all = new BitSet(COUNT);
    for (String shard : shards) {
      BitSet slots =
          parse(shard)
              .orElseThrow(
                  () ->
                      ElastiCacheError.value(
                          "Invalid slots: " + shard + ". Slots range from 0 to 16383."));
      if (all.intersects(slots)) {
        throw ElastiCacheError.combination(
            "Slots " + shard + " overlap with those of another node group.");
      }
      all.or(slots);
    }
    if (all.cardinality() != COUNT) {
      throw ElastiCacheError.combination(
          "Slots must cover 0-16383; slot " + all.nextClearBit(0) + " is in no node group.");
    }
  }
}
