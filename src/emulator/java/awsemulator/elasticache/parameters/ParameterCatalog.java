package awsemulator.elasticache.parameters;

import awsemulator.elasticache.state.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/**
 * Parameters with AWS's defaults, by family ("Engine specific parameters", and answers of
 * DescribeEngineDefaultParameters in public examples).
 */
final class ParameterCatalog {
  /** Name, default ('' for none), first family that has it, last family that has it. */
  private static final String TABLE =
      """
      activedefrag no redis4.0
      activerehashing yes
      appendonly no redis2.6 redis6.x
      client-output-buffer-limit-normal-hard-limit 0
      client-output-buffer-limit-pubsub-hard-limit 33554432
      client-output-buffer-limit-pubsub-soft-limit 8388608
      client-output-buffer-limit-pubsub-soft-seconds 60
      close-on-slave-write yes redis2.8 redis4.0
      close-on-replica-write yes redis5.0
      cluster-allow-reads-when-down no redis6.x
      cluster-enabled no redis3.2
      cluster-require-full-coverage no redis3.2
      databases 16
      hash-max-ziplist-entries 512
      hash-max-ziplist-value 64
      hll-sparse-max-bytes 3000 redis2.8
      latency-tracking no redis7
      lazyfree-lazy-eviction no redis4.0
      lazyfree-lazy-expire no redis4.0
      lazyfree-lazy-server-del no redis4.0
      lazyfree-lazy-user-del no redis6.x
      lfu-decay-time 1 redis4.0
      lfu-log-factor 10 redis4.0
      list-compress-depth 0 redis3.2
      list-max-ziplist-entries 512 redis2.6 redis2.8
      list-max-ziplist-value 64 redis2.6 redis2.8
      list-max-ziplist-size -2 redis3.2
      lua-replicate-commands yes redis3.2 redis6.x
      lua-time-limit 5000
      maxclients 65000
      maxmemory-policy volatile-lru
      maxmemory-samples 3
      min-slaves-max-lag 10 redis2.8 redis4.0
      min-slaves-to-write 0 redis2.8 redis4.0
      min-replicas-max-lag 10 redis5.0
      min-replicas-to-write 0 redis5.0
      notify-keyspace-events '' redis2.8
      proto-max-bulk-len 536870912 redis5.0
      repl-backlog-size 1048576 redis2.8
      replica-allow-chaining no redis5.0
      reserved-memory-percent 25
      set-max-intset-entries 512
      slowlog-log-slower-than 10000
      slowlog-max-len 128
      stream-node-max-bytes 4096 redis5.0
      stream-node-max-entries 100 redis5.0
      tcp-keepalive 300
      timeout 0
      tracking-table-max-keys 1000000 redis6.x
      zset-max-ziplist-entries 128
      zset-max-ziplist-value 64
      """;

  private static final Set<String> FIXED = Set.of("lua-time-limit", "maxclients");
  private static final Set<String> REBOOT =
      Set.of("activerehashing", "cluster-enabled", "databases", "maxclients");
  private static final Map<String, Map<String, String>> DEFAULTS = defaults();

  private ParameterCatalog() {}

  private static Map<String, Map<String, String>> defaults() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (String family : ParameterGroup.FAMILIES) {
      Map<String, String> names = new LinkedHashMap<>();
      for (String line : TABLE.lines().toList()) {
        String[] row = line.split(" ", -1);
        String first = row.length > 2 ? row[2] : ParameterGroup.FAMILIES.getFirst();
        String last = row.length > 3 ? row[3] : ParameterGroup.FAMILIES.getLast();
        int at = age(family);
        if (at >= age(first) && at <= age(last)) {
          names.put(name(row[0], family), row[1].equals("''") ? "" : row[1]);
        }
      }
      all.put(family, names);
    }
    return all;
  }

  private static int age(String family) {
    return ParameterGroup.FAMILIES.indexOf(family);
  }

  /** The ziplists are gone with Redis 7, "Redis OSS 7 parameter changes". */
  private static String name(String name, String family) {
    return age(family) >= age("redis7") ? name.replace("-ziplist-", "-listpack-") : name;
  }

  /** Why a group cannot have this value, as AWS refuses it; empty where it can. */
  static Optional<String> problem(ParameterGroup group, String name, String value) {
    String usual = DEFAULTS.get(group.family()).get(name);
    if (usual == null || value == null) {
      return Optional.of("Invalid parameter: " + name + ".");
    }
    if (FIXED.contains(name)) {
      return Optional.of("The parameter " + name + " is not modifiable.");
    }
    return fits(allowed(name, usual), value)
        ? Optional.empty()
        : Optional.of("The value " + value + " is not valid for parameter " + name + ".");
  }

  private static boolean fits(String allowed, String value) {
    if (allowed == null) {
      return true;
    }
    boolean number = value.matches("-?\\d{1,18}");
    for (String part : allowed.split(",", -1)) {
      if (part.matches("\\d+-\\d*")) {
        String[] ends = part.split("-", -1);
        long most = ends[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(ends[1]);
        if (number
            && Long.parseLong(value) >= Long.parseLong(ends[0])
            && Long.parseLong(value) <= most) {
          return true;
        }
      } else if (part.equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** The value in force, the family's default where none is set; empty for an unknown name. */
  static Optional<String> value(ParameterGroup group, String name) {
    String usual = DEFAULTS.get(group.family()).get(name);
    return Optional.ofNullable(usual).map(u -> group.values().getOrDefault(name, u));
  }

  /** The values that a running server keeps until it is rebooted. */
  static Map<String, String> untilReboot(ParameterGroup group) {
    Map<String, String> values = new LinkedHashMap<>();
    REBOOT.forEach(name -> value(group, name).ifPresent(v -> values.put(name, v)));
    return values;
  }

  /**
   * @param source user for what was set in the group, system for the rest, null for all
   */
  static List<Parameter> of(ParameterGroup group, String source) {
    List<Parameter> parameters = new ArrayList<>();
    DEFAULTS
        .get(group.family())
        .forEach(
            (name, usual) -> {
              String set = group.predefined() ? null : group.values().get(name);
              String effective = group.values().getOrDefault(name, usual);
              parameters.add(parameter(name, usual, effective, set == null ? "system" : "user"));
            });
    parameters.removeIf(p -> source != null && !source.equals(p.source()));
    return parameters;
  }

  /** What a family has before anything is set. */
  static List<Parameter> ofFamily(String family) {
    return DEFAULTS.get(family).entrySet().stream()
        .map(e -> parameter(e.getKey(), e.getValue(), e.getValue(), "system"))
        .toList();
  }

  /** A parameter without a value has none in the answer, not an empty one. */
  private static Parameter parameter(String name, String usual, String value, String source) {
    return Parameter.builder()
        .parameterName(name)
        .parameterValue(value.isEmpty() ? null : value)
        .source(source)
        .allowedValues(allowed(name, usual))
        .dataType(usual.matches("-?\\d+") ? "integer" : "string")
        .isModifiable(!FIXED.contains(name))
        .changeType(REBOOT.contains(name) ? "requires-reboot" : "immediate")
        .build();
  }

  private static String allowed(String name, String usual) {
    return switch (name) {
      case "maxmemory-policy" ->
          "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,"
              + "volatile-ttl,noeviction";
      case "databases" -> "1-1200000";
      case "maxclients" -> "1-65000";
      case "reserved-memory-percent" -> "0-100";
      case "timeout" -> "0,20-2147483647";
      case "lua-time-limit" -> "5000";
      default -> usual.matches("yes|no") ? "yes,no" : usual.matches("\\d+") ? "0-" : null;
    };
  }
}
