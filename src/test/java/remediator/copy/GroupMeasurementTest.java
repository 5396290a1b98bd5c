package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.walk.BatchTally;

/** What is told before anything is held, and what of it is left behind: nothing. */
class GroupMeasurementTest {
  private static final int KEYS = 5_000;

  /** None of these changes a key. */
  private static final Set<String> READS =
      Set.of(
          "info",
          "role",
          "cluster",
          "select",
          "scan",
          "memory",
          "pttl",
          "dump",
          "type",
          "time",
          "exists",
          "config",
          "command",
          "hgetall",
          "smembers",
          "get",
          "lrange",
          "zrange",
          "xinfo",
          "xrange",
          "xpending",
          "ping",
          "function",
          "config|resetstat",
          "memory|usage",
          "cluster|nodes",
          "function|list",
          "function|dump",
          "xinfo|stream",
          "xinfo|groups",
          "xinfo|consumers",
          "config|set",
          "command|info");

  private ServerGroup source;
  private ServerGroup target;

  @BeforeEach
  void start() throws IOException {
    source = ServerGroup.alone();
    target = ServerGroup.alone();
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private Map<String, Object> measure() {
    return CopyRuns.whole(source, target).once("measure", null);
  }

  private static Set<String> commands(ServerGroup group) {
    Set<String> names = new TreeSet<>();
    String stats =
        new String((byte[]) group.servers().getFirst().call(Command.INFO, "commandstats"), UTF_8);
    stats
        .lines()
        .filter(line -> line.startsWith("cmdstat_"))
        .forEach(line -> names.add(line.substring("cmdstat_".length(), line.indexOf(':'))));
    return names;
  }

  @Test
  void itTellsTheKeysAndHowLongTheyWillTake() {
    source.fill(0, 0, KEYS, new SampleKeys("zero-"));
    source.fill(4, 0, KEYS, new SampleKeys("four-"));
    byte[] large = "personal name".getBytes(UTF_8);
    source.on(large, jedis -> jedis.set(large, new byte[1 << 20]));

    Map<String, Object> answer = measure();

    assertThat(answer)
        .containsEntry("keys", 2 * KEYS + 1)
        .containsEntry("databases", 2)
        .containsEntry("shards", 1)
        .containsEntry("refusals", List.of());
    assertThat((int) answer.get("bytes")).isGreaterThan(1 << 20);
    int rate = (int) answer.get("keysPerSecond");
    assertThat(rate).isPositive();
    assertThat((int) answer.get("estimatedSeconds"))
        .isBetween(2 * 2 * KEYS / rate, 4 + 8 * KEYS / rate);
    List<?> largest = (List<?>) answer.get("largest");
    assertThat(largest).hasSize(10);
    assertThat(largest.getFirst())
        .hasToString(
            "{key=%s, bytes=%s, type=string}"
                .formatted(BatchTally.hash(large), ((Map<?, ?>) largest.getFirst()).get("bytes")));
    assertThat(answer.toString()).doesNotContain("personal");
  }

  /** The source is only read, the target is left as it was, and neither is ever flushed. */
  @Test
  void theRehearsalLeavesNothingBehindAndTheSourceIsOnlyRead() {
    source.fill(0, 0, KEYS, new SampleKeys("zero-"));
    source.servers().getFirst().call(Command.CONFIG, "RESETSTAT");

    assertThat(measure()).containsEntry("refusals", List.of());
    assertThat(target.keys()).isZero();
    assertThat(commands(target)).contains("restore", "unlink");

    CopyRuns runs = CopyRuns.whole(source, target);
    runs.copy();
    runs.compare();
    assertThat(READS).containsAll(commands(source));
    assertThat(commands(target)).doesNotContain("flushall", "flushdb", "del");
    assertThat(source.keys()).isEqualTo(KEYS);
  }

  @Test
  void theRehearsalWritesInSlotsThatTheNodesHave() throws Exception {
    try (ServerGroup from = ServerGroup.clusterOf(2);
        ServerGroup to = ServerGroup.clusterOf(3)) {
      from.fill(0, 0, KEYS, new SampleKeys("key-"));

      assertThat(CopyRuns.whole(from, to).once("measure", null))
          .containsEntry("refusals", List.of())
          .containsEntry("keys", KEYS)
          .containsEntry("shards", 2);
      assertThat(to.keys()).isZero();
    }
  }

  @Test
  void writesMayGoOn() throws Exception {
    source.fill(0, 0, KEYS, new SampleKeys("key-"));
    AtomicBoolean end = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !end.get(); i++) {
                int at = i * 50 % KEYS;
                source.on(
                    "any".getBytes(UTF_8),
                    jedis -> {
                      jedis.del(new SampleKeys("key-").key(at));
                      jedis.set("new" + at, "value");
                    });
              }
            });
    try {
      for (int i = 0; i < 5; i++) {
        assertThat(measure()).containsEntry("refusals", List.of());
      }
    } finally {
      end.set(true);
      writing.get();
    }
    assertThat(target.keys()).isZero();
  }

  private void assertRefused(String... parts) {
    Map<String, Object> answer = measure();
    List<?> refusals = (List<?>) answer.get("refusals");
    assertThat(refusals).hasSize(1).first().asString().contains(parts).endsWith(".");
    assertThat(target.keys()).isLessThanOrEqualTo(1);
  }

  @Test
  void aTargetThatIsNotEmptyIsRefused() {
    target.fill(2, 0, 1, new SampleKeys("key-"));
    assertRefused("The target is not empty: it has 1 keys");
  }

  @Test
  void aTargetThatIsTooSmallIsRefused() {
    source.fill(0, 0, KEYS, new SampleKeys("key-"));
    target.configure("maxmemory", "4mb");
    target.configure("maxmemory-policy", "volatile-lru");
    assertRefused(
        "has memory for 4,194,304 bytes", "maxmemory-policy volatile-lru", "evict some of them");
    target.configure("maxmemory-policy", "noeviction");
    assertRefused("refuse the rest");
  }

  @Test
  void aTargetWithAPasswordIsRefused() {
    target.configure("requirepass", "secret");
    Map<String, Object> answer = measure();
    assertThat(answer.get("refusals"))
        .asString()
        .contains("needs a password")
        .contains("NODE".toLowerCase(java.util.Locale.ROOT));
  }

  /** A replica too: after a failover it is what is copied from, or to. */
  @Test
  void aNodeThatCannotBeReachedIsRefusedOnBothSides() {
    List<String> sources = new ArrayList<>(source.nodes());
    sources.add("127.0.0.1:1");
    List<String> targets = new ArrayList<>(target.nodes());
    targets.add("127.0.0.1:2");

    Map<String, Object> answer =
        new CopyRuns(sources, targets, Integer.MAX_VALUE, 1000).once("measure", null);
    assertThat((List<?>) answer.get("refusals"))
        .hasSize(2)
        .asString()
        .contains("The node 127.0.0.1:1 cannot be reached")
        .contains("The node 127.0.0.1:2 cannot be reached");
  }

  @Test
  void clusterModeThatDiffersIsRefused() throws Exception {
    try (ServerGroup cluster = ServerGroup.clusterOf(1)) {
      assertThat(CopyRuns.whole(source, cluster).once("measure", null).get("refusals"))
          .asString()
          .contains("Cluster mode is disabled on the source and enabled on the target");
    }
  }

  @Test
  void aGroupWithoutKeysTakesASecond() {
    assertThat(measure())
        .containsEntry("keys", 0)
        .containsEntry("estimatedSeconds", 1)
        .containsEntry("refusals", List.of());
  }
}
