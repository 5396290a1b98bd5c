package remediator.copy.node;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Protocol.Command;
import remediator.group.EngineVersion;

/**
 * One node, as it tells of itself.
 *
 * @param primary whether it takes writes, by {@code ROLE}, and in cluster mode has slots
 * @param slots what it serves of a cluster; all where cluster mode is disabled
 * @param info fields of {@code INFO}
 */
public record NodeFacts(String node, boolean primary, BitSet slots, Map<String, String> info) {
  public static final int SLOTS = 16_384;
  private static final int SLOTS_FROM = 8;
  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");
  private static final Pattern KEYSPACE = Pattern.compile("keys=(\\d+).*");

  /**
   * Asks the node.
   *
   * @throws CopyProblemException where it cannot be reached or refuses to tell
   */
  public static NodeFacts of(NodeConnection connection) {
    Map<String, String> info = new HashMap<>();
    connection
        .text(Command.INFO)
        .lines()
        .map(line -> line.split(":", 2))
        .filter(words -> words.length == 2)
        .forEach(words -> info.put(words[0], words[1].strip()));
    connection.send(Command.ROLE);
    boolean primary = "master".equals(NodeConnection.string(connection.readList().getFirst()));
    BitSet slots = new BitSet(SLOTS);
    if ("1".equals(info.get("cluster_enabled"))) {
      addOwnSlots(connection.text(Command.CLUSTER, "NODES"), slots);
    } else {
      slots.set(0, SLOTS);
    }
    return new NodeFacts(connection.node(), primary && !slots.isEmpty(), slots, info);
  }

  private static void addOwnSlots(String nodes, BitSet slots) {
    nodes
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length > SLOTS_FROM && words[2].contains("myself"))
        .flatMap(words -> Arrays.stream(words).skip(SLOTS_FROM))
        .map(RANGE::matcher)
        .filter(Matcher::matches)
        .forEach(
            range -> {
              int first = Integer.parseInt(range.group(1));
              int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
              slots.set(first, last + 1);
            });
  }

  /**
   * Names the process and what it serves. {@code run_id} is another one after each start of the
   * engine (documentation of {@code INFO}); after a failover another node has the slots.
   */
  public String identity() {
    String run = info.getOrDefault("run_id", "");
    if (run.isEmpty()) {
      throw new CopyProblemException(
          "The node %s tells no run_id, by which a restart would be noticed.".formatted(node),
          false);
    }
    return run + "/" + slots.nextSetBit(0);
  }

  public boolean cluster() {
    return "1".equals(info.get("cluster_enabled"));
  }

  /** Keys by database, of those that have any. */
  public NavigableMap<Integer, Long> databases() {
    NavigableMap<Integer, Long> found = new TreeMap<>();
    info.forEach(
        (field, value) -> {
          Matcher keys = KEYSPACE.matcher(value);
          if (field.matches("db\\d{1,9}") && keys.matches()) {
            found.put(Integer.parseInt(field.substring(2)), Long.parseLong(keys.group(1)));
          }
        });
    return found;
  }

  /** Which part of this node's slots the other one has. */
  public double shareOf(NodeFacts other) {
    BitSet shared = (BitSet) slots.clone();
    shared.and(other.slots);
    return (double) shared.cardinality() / slots.cardinality();
  }

  public long keys() {
    return databases().values().stream().mapToLong(Long::longValue).sum();
  }

  /** A count of {@code INFO}; 0 where the engine does not tell it. */
  public long count(String field) {
    String value = info.getOrDefault(field, "");
    return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
  }

  /** What keys and values take; without what connections and the engine itself do. */
  public long dataBytes() {
    return info.containsKey("used_memory_dataset")
        ? count("used_memory_dataset")
        : count("used_memory");
  }

  public EngineVersion version() {
    return info.containsKey("valkey_version")
        ? EngineVersion.parse("valkey", info.get("valkey_version"))
        : compatible();
  }

  /** As a version of Redis OSS: Valkey calls itself 7.2 there, whose fork it is. */
  private EngineVersion compatible() {
    return EngineVersion.parse("redis", info.getOrDefault("redis_version", ""));
  }

  /** Whether a value that {@code source} dumps may be too new for this one. */
  public boolean isOlderThan(NodeFacts source) {
    boolean valkeys =
        version().engine().equals("valkey") && source.version().engine().equals("valkey");
    EngineVersion theirs = valkeys ? source.version() : source.compatible();
    EngineVersion mine = valkeys ? version() : compatible();
    // A patch does not change the format ("RDB version" of the release notes).
    return !mine.atLeast(theirs.parts().stream().limit(2).mapToInt(Integer::intValue).toArray());
  }

  /** Whether it has functions: since Redis OSS 7.0 (documentation of {@code FUNCTION}). */
  public boolean hasFunctions() {
    return compatible().atLeast(7);
  }

  /** Whether {@code RESTORE} takes the moment of expiry: since 5.0 (its documentation). */
  public boolean takesAbsoluteExpiry() {
    return compatible().atLeast(5);
  }
}
