package awsemulator.data;

import java.util.BitSet;

/** Hash slots as ElastiCache writes them, such as "0-5460" or "0-100,200,300-399". */
final class SlotRanges {
  /** Of a cluster, 0 to 16383. */
  static final int COUNT = 16_384;

  private SlotRanges() {}

  /** The set of slots; IllegalArgumentException where the text is not of that form. */
  static BitSet parse(String text) {
    BitSet slots = new BitSet(COUNT);
    for (String range : text.split(",", -1)) {
      String[] ends = range.strip().split("-", -1);
      try {
        int first = Integer.parseInt(ends[0]);
        int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
        if (ends.length <= 2 && 0 <= first && first <= last && last < COUNT) {
          slots.set(first, last + 1);
          continue;
        }
      } catch (NumberFormatException e) {
        // The same as any other text that is not a range.
      }
      throw new IllegalArgumentException("These are not hash slots: \"" + text + "\".");
    }
    return slots;
  }
}
