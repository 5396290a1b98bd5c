package remediator.probe;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Names of keys that nobody has. */
final class AbsentKey {
  private static final int SLOTS_FROM = 8;
  private static final Pattern SLOTS = Pattern.compile("(\\d+)(?:-(\\d+))?");

  private AbsentKey() {}

  static String anywhere() {
    return "elasticache-encryption-" + UUID.randomUUID();
  }

  /**
   * Returns one whose slot the node has, since it would send a client elsewhere for any other.
   *
   * @param nodes the node's answer to {@code CLUSTER NODES}
   * @return empty where the node has no slots
   */
  static Optional<String> of(String nodes) {
    return nodes
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length > SLOTS_FROM && words[2].contains("myself"))
        .flatMap(words -> slots(Arrays.stream(words).skip(SLOTS_FROM)))
        .findFirst();
  }

  private static Stream<String> slots(Stream<String> ranges) {
    return ranges.map(SLOTS::matcher).filter(Matcher::matches).map(AbsentKey::within);
  }

  private static String within(Matcher range) {
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    String name = anywhere();
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> name + i)
        .filter(
            key -> {
              int slot = JedisClusterCRC16.getSlot(key);
              return slot >= first && slot <= last;
            })
        .findFirst()
        .orElseThrow();
  }
}
