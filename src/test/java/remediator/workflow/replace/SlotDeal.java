package remediator.workflow.replace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Deals the 16384 hash slots to shards: evenly, at random, or in several ranges a shard. */
final class SlotDeal {
  private static final int SLOTS = 16384;

  private SlotDeal() {}

  static List<String> deal(Dice dice, int shards) {
    boolean even = dice.coin();
    int ranges = even ? shards : shards * dice.from(1, 3);
    TreeSet<Integer> starts = new TreeSet<>(List.of(0));
    for (int i = 1; even && i < ranges; i++) {
      starts.add(SLOTS * i / ranges);
    }
    while (starts.size() < ranges) {
      starts.add(dice.from(1, SLOTS - 1));
    }
    List<String> all = new ArrayList<>();
    for (int start : starts) {
      Integer next = starts.higher(start);
      int end = (next == null ? SLOTS : next) - 1;
      all.add(start == end ? String.valueOf(start) : start + "-" + end);
    }
    if (!even) {
      Collections.shuffle(all, dice.random());
    }
    List<String> dealt = new ArrayList<>(Collections.nCopies(shards, ""));
    for (int i = 0; i < all.size(); i++) {
      String before = dealt.get(i % shards);
      dealt.set(i % shards, before.isEmpty() ? all.get(i) : before + "," + all.get(i));
    }
    return dealt;
  }
}
