package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SetParams;

/** Copies between real servers and compares them, with nothing in the way. */
class GroupCopyTest {
  private static final int KEYS = 4_000;

  private static void assertEqual(Map<String, Object> compared, long keys) {
    assertThat(compared)
        .containsEntry("differing", 0)
        .containsEntry("differences", List.of())
        .containsEntry("expired", 0)
        .containsEntry("compared", (int) keys);
  }

  @Test
  void allTypesInThreeDatabasesComeOverWithTheirExpiry() throws Exception {
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      for (int database : new int[] {0, 1, 5}) {
        source.fill(database, 0, KEYS, new SampleKeys("db" + database + "-"));
      }
      CopyRuns runs = CopyRuns.whole(source, target);

      assertThat(runs.copy()).containsEntry("keys", 3 * KEYS);
      assertThat(source.keys()).isEqualTo(3 * KEYS);
      assertThat(target.keys()).isEqualTo(3 * KEYS);
      assertEqual(runs.compare(), 3 * KEYS);
      byte[] expiring = new SampleKeys("db5-").key(4);
      source.on(
          expiring,
          5,
          here ->
              target.on(
                  expiring,
                  5,
                  there ->
                      assertThat(there.pttl(expiring))
                          .isBetween(here.pttl(expiring) - 1_000, here.pttl(expiring) + 1_000)));
    }
  }

  @Test
  void threeShardsGoToTwoOfOtherSlots() throws Exception {
    try (ServerGroup source = ServerGroup.clusterOf(3);
        ServerGroup target = ServerGroup.clusterOf(2)) {
      source.fill(0, 0, KEYS, new SampleKeys("key-"));
      assertThat(source.keys()).isEqualTo(KEYS);
      CopyRuns runs = CopyRuns.whole(source, target);

      assertThat(runs.copy()).containsEntry("keys", KEYS);
      assertThat(target.keys()).isEqualTo(KEYS);
      assertEqual(runs.compare(), KEYS);
    }
  }

  /** Each is larger than what is compared in one piece. */
  @Test
  void largeValuesOfAllTypesComeOver() throws Exception {
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      byte[] large = new byte[64 << 20];
      new Random(1).nextBytes(large);
      source.on(bytes("string"), jedis -> jedis.set(bytes("string"), large));
      source.fill(0, 0, 100_000, new LargeKeys());
      CopyRuns runs = CopyRuns.whole(source, target);

      assertThat(runs.copy()).containsEntry("keys", 6);
      assertEqual(runs.compare(), 6);
      target.on(
          bytes("string"),
          jedis -> {
            assertThat(Arrays.equals(jedis.get(bytes("string")), large)).isTrue();
            assertThat(jedis.hlen("hash")).isEqualTo(100_000);
          });
      for (String type : List.of("hash", "set", "zset", "list", "stream", "string")) {
        target.on(bytes(type), jedis -> LargeKeys.change(jedis, type));
      }
      assertThat(runs.compare())
          .containsEntry("differing", 6)
          .extractingByKey("differences")
          .asString()
          .doesNotContain("missing", "type", "TTL", "left over");
    }
  }

  /** Elements of one key of each type. */
  private static final class LargeKeys implements ServerGroup.KeyWriter {
    @Override
    public byte[] key(int i) {
      return bytes("any");
    }

    @Override
    public void write(Pipeline p, int i) {
      String text = "an element of a large value, " + i;
      p.hset("hash", "field" + i, text);
      p.sadd("set", text);
      p.zadd("zset", i / 3.0, text);
      p.rpush("list", text);
      p.xadd("stream", new StreamEntryID(1, i + 1), new HashMap<>(Map.of("f", text)));
    }

    static void change(Jedis jedis, String type) {
      switch (type) {
        case "hash" -> jedis.hset("hash", "field77777", "another");
        case "set" -> {
          jedis.srem("set", "an element of a large value, 77777");
          jedis.sadd("set", "another");
        }
        case "zset" -> jedis.zadd("zset", 0.1, "an element of a large value, 77777");
        case "list" -> jedis.lset("list", 77_777, "another");
        case "stream" -> {
          jedis.xdel("stream", new StreamEntryID(1, 77_777));
          jedis.xadd("stream", new StreamEntryID(2, 0), new HashMap<>(Map.of("f", "another")));
        }
        default -> jedis.setrange("string", 50_000_000, "another");
      }
    }
  }

  /** Functions came with 7.0; an older server has none to copy. */
  @Test
  void functionsComeOverWhereTheEngineHasThem() throws Exception {
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      String code =
          "#!lua name=mine\nredis.register_function('f', function(keys, args) return 1 end)";
      boolean known = source.knows("function");
      if (known) {
        source.on(bytes("any"), jedis -> jedis.functionLoad(code));
        assertThat(CopyRuns.whole(source, target).compare())
            .extractingByKey("differences")
            .asString()
            .contains("function library ");
      }
      CopyRuns runs = CopyRuns.whole(source, target);
      runs.copy();

      assertEqual(runs.compare(), 0);
      target.on(
          bytes("any"),
          jedis -> {
            if (known) {
              assertThat(jedis.fcall("f", List.of(), List.of())).isEqualTo(1L);
            }
          });
    }
  }

  /** A full iteration returns what is there throughout, whatever expires meanwhile. */
  @Test
  void keysThatExpireMeanwhileAreNoDifferences() throws Exception {
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      source.fill(0, 0, KEYS, new SampleKeys("stays-"));
      source.fill(0, 0, KEYS, new ShortLivedKeys());
      CopyRuns runs = new CopyRuns(source, target, 3, 100);

      runs.copy();
      Map<String, Object> compared = runs.compare();
      assertThat(compared).containsEntry("differing", 0).containsEntry("differences", List.of());
      assertThat((int) compared.get("compared") + (int) compared.get("expired"))
          .isBetween(KEYS, 3 * KEYS);
      assertThat((int) compared.get("compared")).isGreaterThanOrEqualTo(KEYS);
      assertThat(target.knowsKeys("stays-", KEYS)).isTrue();
    }
  }

  /** Gone within five seconds, at every moment of them. */
  private static final class ShortLivedKeys implements ServerGroup.KeyWriter {
    @Override
    public byte[] key(int i) {
      return bytes("goes-" + i);
    }

    @Override
    public void write(Pipeline p, int i) {
      p.set(key(i), key(i), SetParams.setParams().px(1 + i * 5_000L / KEYS));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
