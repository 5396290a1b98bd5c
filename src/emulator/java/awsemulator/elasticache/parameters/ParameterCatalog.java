package awsemulator.elasticache.parameters;

import awsemulator.elasticache.state.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/** Parameters that can be set, with AWS's defaults, "Engine specific parameters". */
final class ParameterCatalog {
  /** Gone with Redis 7, as the ziplists are, "Redis OSS 7 parameter changes". */
  private static final String LUA = "lua-replicate-commands";

  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    String[][] rows = {
      {"activedefrag", "no"},
      {"activerehashing", "yes"},
      {"appendonly", "no"},
      {"client-output-buffer-limit-normal-hard-limit", "0"},
      {"client-output-buffer-limit-pubsub-hard-limit", "33554432"},
      {"client-output-buffer-limit-pubsub-soft-limit", "8388608"},
      {"client-output-buffer-limit-pubsub-soft-seconds", "60"},
      {"close-on-replica-write", "yes"},
      {"cluster-allow-reads-when-down", "no"},
      {"cluster-enabled", "no"},
      {"cluster-require-full-coverage", "no"},
      {"databases", "16"},
      {"hash-max-ziplist-entries", "512"},
      {"hash-max-ziplist-value", "64"},
      {"hll-sparse-max-bytes", "3000"},
      {"latency-tracking", "no"},
      {"lazyfree-lazy-eviction", "no"},
      {"lazyfree-lazy-expire", "no"},
      {"lazyfree-lazy-server-del", "no"},
      {"lazyfree-lazy-user-del", "no"},
      {"lfu-decay-time", "1"},
      {"lfu-log-factor", "10"},
      {"list-compress-depth", "0"},
      {"list-max-ziplist-size", "-2"},
      {LUA, "yes"},
      {"lua-time-limit", "5000"},
      {"maxmemory-policy", "volatile-lru"},
      {"maxmemory-samples", "3"},
      {"min-replicas-max-lag", "10"},
      {"min-replicas-to-write", "0"},
      {"notify-keyspace-events", ""},
      {"proto-max-bulk-len", "536870912"},
      {"repl-backlog-size", "1048576"},
      {"replica-allow-chaining", "no"},
      {"reserved-memory-percent", "25"},
      {"set-max-intset-entries", "512"},
      {"slowlog-log-slower-than", "10000"},
      {"slowlog-max-len", "128"},
      {"stream-node-max-bytes", "4096"},
      {"stream-node-max-entries", "100"},
      {"tcp-keepalive", "300"},
      {"timeout", "0"},
      {"tracking-table-max-keys", "1000000"},
      {"zset-max-ziplist-entries", "128"},
      {"zset-max-ziplist-value", "64"}
    };
    for (String[] row : rows) {
      DEFAULTS.put(row[0], row[1]);
    }
  }

  private ParameterCatalog() {}

  /** Whether a group of that family can set it. */
  static boolean known(ParameterGroup group, String name) {
    return names(group).containsKey(name);
  }

  /** The family's parameters with their defaults. */
  private static Map<String, String> names(ParameterGroup group) {
    boolean listpacks = !group.family().matches("redis[2-6].*");
    Map<String, String> names = new LinkedHashMap<>();
    DEFAULTS.forEach(
        (name, usual) -> {
          if (!name.equals(LUA) || !listpacks) {
            names.put(listpacks ? name.replace("-ziplist-", "-listpack-") : name, usual);
          }
        });
    return names;
  }

  /**
   * @param source user for what was set in the group, system for the rest, null for all
   */
  static List<Parameter> of(ParameterGroup group, String source) {
    return names(group).entrySet().stream()
        .map(e -> parameter(e.getKey(), e.getValue(), group))
        .filter(p -> source == null || source.equals(p.source()))
        .toList();
  }

  private static Parameter parameter(String name, String usual, ParameterGroup group) {
    String set = group.values().get(name);
    boolean user = set != null && !group.predefined();
    return Parameter.builder()
        .parameterName(name)
        .parameterValue(set == null ? usual : set)
        .source(user ? "user" : "system")
        .allowedValues(allowed(name, usual))
        .dataType(usual.matches("-?\\d+") ? "integer" : "string")
        .isModifiable(true)
        .changeType(
            name.equals("databases") || name.equals("cluster-enabled")
                ? "requires-reboot"
                : "immediate")
        .build();
  }

  private static String allowed(String name, String usual) {
    return switch (name) {
      case "maxmemory-policy" ->
          "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,"
              + "volatile-ttl,noeviction";
      case "databases" -> "1-1200000";
      case "reserved-memory-percent" -> "0-100";
      case "timeout" -> "0,20-2147483647";
      default -> usual.matches("yes|no") ? "yes,no" : null;
    };
  }
}
