package remediator.local;

import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters of the template under which people are asked before the cut-over while writes are held
 * as well, and have a day for it: tests act at that gate.
 */
final class AskedAgain {
  private AskedAgain() {}

  /** Those of a test, which come first. */
  static Map<String, String> unless(Map<String, String> parameters) {
    Map<String, String> all =
        new TreeMap<>(Map.of("GateCutOver", "again", "FreezeMinutes", "1440"));
    all.putAll(parameters);
    return all;
  }
}
