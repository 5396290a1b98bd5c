package awsemulator.elasticache.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A parameter group.
 *
 * @param predefined one of AWS's "default." groups, which cannot be changed
 * @param values what has been set in it, by parameter name
 */
public record ParameterGroup(
    String name,
    String family,
    String description,
    boolean predefined,
    Map<String, String> values) {
  public static final List<String> FAMILIES =
      List.of(
          "redis2.6",
          "redis2.8",
          "redis3.2",
          "redis4.0",
          "redis5.0",
          "redis6.x",
          "redis7",
          "valkey7",
          "valkey8",
          "valkey9");

  public static ParameterGroup custom(String name, String family, String description) {
    return new ParameterGroup(name, family, description, false, new TreeMap<>());
  }

  /** The default groups; cluster mode came with Redis 3.2. */
  static List<ParameterGroup> defaults() {
    List<ParameterGroup> groups = new ArrayList<>();
    for (String family : FAMILIES) {
      groups.add(predefined("default." + family, family, Map.of()));
      if (!family.startsWith("redis2")) {
        groups.add(
            predefined(
                "default." + family + ".cluster.on", family, Map.of("cluster-enabled", "yes")));
      }
    }
    return groups;
  }

  public static String defaultName(EngineRelease version, boolean clusterMode) {
    return "default." + version.family() + (clusterMode ? ".cluster.on" : "");
  }

  public boolean clusterEnabled() {
    return "yes".equals(values.get("cluster-enabled"));
  }

  private static ParameterGroup predefined(String name, String family, Map<String, String> values) {
    return new ParameterGroup(name, family, "Default parameter group for " + family, true, values);
  }
}
