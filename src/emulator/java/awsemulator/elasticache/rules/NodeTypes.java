package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Node types, "Supported node types" of the user guide. */
public final class NodeTypes {
  private static final List<String> BURSTABLE = List.of("micro", "small", "medium");
  private static final List<String> GRAVITON =
      List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge");
  private static final List<String> INTEL =
      List.of("large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge");
  private static final Map<String, List<String>> FAMILIES = new LinkedHashMap<>();
  private static final Set<String> GONE = Set.of("t1", "t2", "m1", "m2", "m3", "r3", "c1");

  static {
    FAMILIES.put("t3", BURSTABLE);
    FAMILIES.put("t4g", BURSTABLE);
    FAMILIES.put("m4", List.of("large", "xlarge", "2xlarge", "4xlarge", "10xlarge"));
    FAMILIES.put("m5", INTEL);
    FAMILIES.put("m6g", GRAVITON);
    FAMILIES.put("m7g", GRAVITON);
    FAMILIES.put("m8g", GRAVITON);
    FAMILIES.put("c7gn", GRAVITON);
    FAMILIES.put("c8gn", GRAVITON);
    FAMILIES.put("r4", List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"));
    FAMILIES.put("r5", INTEL);
    FAMILIES.put("r6g", GRAVITON);
    FAMILIES.put("r6gd", GRAVITON.subList(1, GRAVITON.size()));
    FAMILIES.put("r7g", GRAVITON);
    FAMILIES.put("r8g", GRAVITON);
  }

  private NodeTypes() {}

  /** Refuses a type that cannot be had, or not with this engine. */
  public static void check(String type, EngineRelease version) {
    String family = family(type);
    if (GONE.contains(family)) {
      throw ElastiCacheError.value(
          "You can no longer create clusters using "
              + type
              + ": it is a previous generation node type.");
    }
    if (!all().contains(type)) {
      throw ElastiCacheError.value("Invalid Cache Node Type: " + type + ".");
    }
    String floor =
        switch (family) {
          case "m6g", "r6g" -> "5.0.6";
          case "r6gd", "m7g", "r7g", "c7gn", "m8g", "r8g", "c8gn" -> "6.2.0";
          default -> "3.2.4";
        };
    if (!version.atLeast(floor)) {
      throw ElastiCacheError.combination(
          "The node type %s is not supported for engine version %s. Please use %s or higher."
              .formatted(type, version.version(), floor));
    }
  }

  /** The r6g in cache.r6g.large. */
  public static String family(String type) {
    String[] parts = type.split("\\.", -1);
    return parts.length == 3 && parts[0].equals("cache") ? parts[1] : "";
  }

  /** From the smallest, within each family. */
  static List<String> all() {
    List<String> types = new ArrayList<>();
    FAMILIES.forEach(
        (family, sizes) -> sizes.forEach(size -> types.add("cache." + family + "." + size)));
    return types;
  }

  /** Larger types of the same family. */
  public static List<String> up(String type) {
    List<String> same = sameFamily(type);
    return same.subList(same.indexOf(type) + 1, same.size());
  }

  /** Smaller types of the same family. */
  public static List<String> down(String type) {
    List<String> same = sameFamily(type);
    return same.subList(0, Math.max(0, same.indexOf(type)));
  }

  private static List<String> sameFamily(String type) {
    return all().stream().filter(other -> family(other).equals(family(type))).toList();
  }
}
