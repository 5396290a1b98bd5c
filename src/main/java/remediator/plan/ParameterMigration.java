package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a parameter group's own values in the family of a newer engine. A group keeps its
 * parameter group's static values when it is upgraded, so what can be carried over is.
 *
 * @param carried by the name in the new family
 * @param notCarried a sentence for each value that cannot be
 */
public record ParameterMigration(Map<String, String> carried, List<String> notCarried) {
  /** Names that Redis 5 and Redis 7 changed; the meaning stayed ("Engine specific parameters"). */
  private static final Map<String, String> RENAMED =
      Map.of(
          "slave-allow-chaining", "replica-allow-chaining",
          "close-on-slave-write", "close-on-replica-write",
          "min-slaves-to-write", "min-replicas-to-write",
          "min-slaves-max-lag", "min-replicas-max-lag",
          "hash-max-ziplist-entries", "hash-max-listpack-entries",
          "hash-max-ziplist-value", "hash-max-listpack-value",
          "zset-max-ziplist-entries", "zset-max-listpack-entries",
          "zset-max-ziplist-value", "zset-max-listpack-value",
          "list-max-ziplist-size", "list-max-listpack-size");

  public ParameterMigration {
    carried = Map.copyOf(carried);
    notCarried = List.copyOf(notCarried);
  }

  /**
   * A parameter of the new family.
   *
   * @param allowed as the API writes it: {@code yes,no} or {@code 0-100}; empty where it tells none
   */
  public record Rule(String allowed, boolean modifiable) {
    boolean allows(String value) {
      if (allowed.isBlank()) {
        return true;
      }
      for (String part : allowed.split(",", -1)) {
        if (part.strip().equals(value) || inRange(part.strip(), value)) {
          return true;
        }
      }
      return false;
    }

    private static boolean inRange(String range, String value) {
      // AWS leaves the upper end out where there is none.
      if (!range.matches("-?[0-9]+-+[0-9]*") || !value.matches("-?[0-9]{1,18}")) {
        return false;
      }
      int between = range.indexOf('-', 1);
      long number = Long.parseLong(value);
      return number >= Long.parseLong(range.substring(0, between))
          && (range.length() == between + 1
              || number <= Long.parseLong(range.substring(between + 1)));
    }
  }

  /**
   * Translates.
   *
   * @param set what somebody has set in the old group, by name
   * @param family the parameters of the new family, by name
   */
  public static ParameterMigration of(Map<String, String> set, Map<String, Rule> family) {
    Map<String, String> carried = new TreeMap<>();
    List<String> left = new ArrayList<>();
    new TreeMap<>(set)
        .forEach(
            (name, value) -> {
              String now = family.containsKey(name) ? name : RENAMED.getOrDefault(name, name);
              Rule rule = family.get(now);
              String is = name + "=" + value;
              if (rule == null) {
                left.add(is + " (there is no such parameter any more)");
              } else if (!rule.modifiable()) {
                left.add(is + " (it can no longer be set)");
              } else if (!rule.allows(value)) {
                left.add(is + " (legal is " + rule.allowed() + ")");
              } else {
                carried.put(now, value);
              }
            });
    return new ParameterMigration(carried, left);
  }

  /** The name of the copy that a group is upgraded with: one for each group and family. */
  public static String name(String groupId, String family) {
    return PREFIX + groupId + "-" + family.replace('.', '-');
  }

  /** Before the name of every parameter group that this product makes; its rights hang on it. */
  public static final String PREFIX = "elasticache-encryption-";
}
