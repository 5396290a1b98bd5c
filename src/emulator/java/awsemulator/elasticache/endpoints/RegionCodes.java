package awsemulator.elasticache.endpoints;

import java.util.Map;

/**
 * The short Region codes in endpoint names: use1, apne1, usgw1, cnnw1. Words that are not known,
 * such as those of new Regions and partitions, stand as they are.
 */
public final class RegionCodes {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("gov", "g"),
          Map.entry("north", "n"),
          Map.entry("south", "s"),
          Map.entry("east", "e"),
          Map.entry("west", "w"),
          Map.entry("central", "c"),
          Map.entry("northeast", "ne"),
          Map.entry("northwest", "nw"),
          Map.entry("southeast", "se"),
          Map.entry("southwest", "sw"));

  private RegionCodes() {}

  /**
   * @throws IllegalArgumentException where the name is not built like a Region's
   */
  public static String of(String region) {
    if (!region.matches("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}")) {
      throw new IllegalArgumentException("\"" + region + "\" is not a Region");
    }
    StringBuilder code = new StringBuilder();
    String[] words = region.split("-", -1);
    for (int i = 0; i < words.length; i++) {
      boolean ends = i == 0 || i == words.length - 1;
      code.append(ends ? words[i] : SHORT.getOrDefault(words[i], words[i]));
    }
    return code.toString();
  }
}
