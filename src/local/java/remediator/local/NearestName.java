package remediator.local;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant by a name that there is not. */
final class NearestName {
  private NearestName() {}

  /**
   * The name that the fewest changed, added or missing letters lead to; the first of several.
   *
   * @param known at least one
   */
  static String of(String name, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(k -> distance(name, k)))
        .orElseThrow();
  }

  /** Levenshtein's, row by row. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
