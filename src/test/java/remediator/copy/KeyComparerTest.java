package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.XReadGroupParams;

/** Finds every kind of difference between two real servers, and none where there is none. */
class KeyComparerTest {
  private static final int OTHERS = 200;

  private ServerGroup source;
  private ServerGroup target;

  @BeforeEach
  void fill() throws IOException {
    source = ServerGroup.alone();
    target = ServerGroup.alone();
    for (ServerGroup group : List.of(source, target)) {
      group.fill(0, 0, OTHERS, new SampleKeys("other-"));
      group.on(bytes("any"), KeyComparerTest::write);
    }
  }

  private static void write(Jedis jedis) {
    jedis.set("string", "value");
    jedis.set("expiring", "value", SetParams.setParams().px(500_000));
    jedis.hset("hash", Map.of("f", "1", "g", "2"));
    jedis.sadd("set", "a", "b");
    jedis.zadd("zset", Map.of("a", 1.5, "b", 2.5));
    jedis.rpush("list", "a", "b");
    jedis.xadd("stream", new StreamEntryID(1, 1), new HashMap<>(Map.of("f", "1")));
    jedis.xadd("stream", new StreamEntryID(1, 2), new HashMap<>(Map.of("f", "2")));
    jedis.xgroupCreate("stream", "group", new StreamEntryID(0, 0), false);
    read(jedis, "one");
    jedis.pfadd("hyperloglog", "a", "b");
  }

  private static void read(Jedis jedis, String consumer) {
    jedis.xreadGroup(
        "group",
        consumer,
        XReadGroupParams.xReadGroupParams().count(1),
        Map.of("stream", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private Map<String, Object> compare() {
    return CopyRuns.whole(source, target).compare();
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        planted("missing", "string", jedis -> jedis.del("string")),
        planted("left over", "new", jedis -> jedis.set("new", "value")),
        planted(
            "left over",
            "new",
            jedis -> jedis.set("new", "value", SetParams.setParams().px(400_000))),
        planted("value", "string", jedis -> jedis.set("string", "valuf")),
        planted("value", "string", jedis -> jedis.append("string", "s")),
        planted("TTL", "expiring", jedis -> jedis.persist("expiring")),
        planted("TTL", "string", jedis -> jedis.expire("string", 500)),
        planted("TTL", "expiring", jedis -> jedis.pexpire("expiring", 490_000)),
        planted("TTL", "expiring", jedis -> jedis.pexpire("expiring", 510_000)),
        planted(
            "type",
            "string",
            jedis -> {
              jedis.del("string");
              jedis.rpush("string", "value");
            }),
        planted("value", "hash", jedis -> jedis.hset("hash", "f", "2")),
        planted("value", "hash", jedis -> jedis.hset("hash", "h", "1")),
        planted("value", "hash", jedis -> jedis.hdel("hash", "f")),
        planted("value", "set", jedis -> jedis.srem("set", "a")),
        planted("value", "set", jedis -> jedis.smove("set", "elsewhere", "a"), "elsewhere"),
        planted("value", "zset", jedis -> jedis.zincrby("zset", 1e-9, "a")),
        planted("value", "zset", jedis -> jedis.zadd("zset", 9, "c")),
        planted("value", "list", jedis -> jedis.lset("list", 0, "b")),
        planted("value", "list", jedis -> jedis.rpush("list", jedis.lpop("list"))),
        planted("value", "stream", jedis -> jedis.xdel("stream", new StreamEntryID(1, 2))),
        planted("value", "stream", jedis -> jedis.xgroupDestroy("stream", "group")),
        planted("value", "stream", jedis -> read(jedis, "two")),
        planted("value", "stream", jedis -> jedis.xack("stream", "group", new StreamEntryID(1, 1))),
        planted("value", "hyperloglog", jedis -> jedis.pfadd("hyperloglog", "c", "d", "e")));
  }

  private static Arguments planted(
      String kind, String key, Consumer<Jedis> change, String... besides) {
    return Arguments.of(kind, key, change, besides.length);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("differences")
  void aDifferenceIsFoundAndNamedByTheHashOfItsKey(
      String kind, String key, Consumer<Jedis> change, int besides) throws Exception {
    assertThat(compare()).containsEntry("differing", 0).containsEntry("compared", OTHERS + 8);

    target.on(bytes("any"), change);

    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(key)))
            .substring(0, 16);
    Map<String, Object> answer = compare();
    assertThat(answer).containsEntry("differing", 1 + besides);
    assertThat((List<?>) answer.get("differences"))
        .hasSize(1 + besides)
        .asString()
        .contains(kind + " " + hash)
        .doesNotContain(key);
  }

  /** Another order in its hash table, another encoding: the same value. */
  @Test
  void valuesAreEqualWhateverTheirEncoding() {
    target.configure("hash-max-ziplist-entries", "0");
    target.configure("zset-max-ziplist-entries", "0");
    target.configure("set-max-intset-entries", "0");
    target.configure("list-max-ziplist-size", "1");
    target.configure("stream-node-max-entries", "1");
    target.on(
        bytes("any"),
        jedis -> {
          jedis.del("hash", "set", "zset", "list", "stream", "string", "hyperloglog", "expiring");
          write(jedis);
        });
    for (String member : new String[] {"7", "9", "100000", "3"}) {
      source.on(bytes("any"), jedis -> jedis.sadd("numbers", member));
      target.on(bytes("any"), jedis -> jedis.sadd("numbers", member));
    }

    assertThat(compare()).containsEntry("differing", 0).containsEntry("compared", OTHERS + 9);
  }

  @Test
  void aHundredAreNamedAndAllAreCounted() {
    source.fill(0, 0, 500, new SampleKeys("missing-"));
    target.fill(0, 0, 300, new SampleKeys("new-"));

    Map<String, Object> answer = new CopyRuns(source, target, 1, 50).compare();
    assertThat(answer).containsEntry("differing", 800);
    assertThat((List<?>) answer.get("differences")).hasSize(100);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
