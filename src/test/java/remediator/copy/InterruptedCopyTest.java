package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.server.TcpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/** Invocations end in the middle, answers are lost, and nodes go away: the result is the same. */
class InterruptedCopyTest {
  private static final int KEYS = 1_500;
  private static final int BATCH = 100;

  private ServerGroup source;
  private ServerGroup target;

  @BeforeEach
  void fill() throws IOException {
    source = ServerGroup.alone();
    target = ServerGroup.alone();
    source.fill(0, 0, KEYS, new SampleKeys("zero-"));
    source.fill(3, 0, KEYS, new SampleKeys("three-"));
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private CopyRuns inPortionsOf(int batches) {
    return new CopyRuns(source, target, batches, BATCH);
  }

  private void assertEqual() {
    assertThat(inPortionsOf(Integer.MAX_VALUE).compare())
        .containsEntry("differing", 0)
        .containsEntry("compared", 2 * KEYS);
    assertThat(target.keys()).isEqualTo(2 * KEYS);
  }

  @Test
  void eachInvocationGoesOnWhereTheLastOneStood() {
    Map<String, Object> answer = inPortionsOf(1).copy();

    assertThat((int) answer.get("invocations")).isGreaterThanOrEqualTo(2 * KEYS / BATCH / 2);
    assertThat(answer).containsEntry("keys", 2 * KEYS);
    assertEqual();
    Map<String, Object> compared = inPortionsOf(1).compare();
    assertThat((int) compared.get("invocations")).isGreaterThanOrEqualTo(2 * KEYS / BATCH);
    assertThat(compared).containsEntry("differing", 0).containsEntry("compared", 2 * KEYS);
  }

  /** The invocation is killed after each number of batches in turn, and its answer is lost. */
  @Test
  void anInvocationWhoseAnswerIsLostIsRepeated() throws IOException {
    int batches = (int) inPortionsOf(1).copy().get("invocations");
    for (int killed = 1; killed <= batches; killed += 2) {
      try (ServerGroup fresh = ServerGroup.alone()) {
        CopyRuns runs = new CopyRuns(source, fresh, killed, BATCH);
        Map<String, Object> kept = runs.once("copy", null);
        runs.once("copy", kept.get("position"));
        Map<String, Object> answer = kept;
        while (Boolean.FALSE.equals(answer.get("done"))) {
          answer = runs.once("copy", answer.get("position"));
          assertThat(answer).doesNotContainKey("problem");
        }

        assertThat(answer).containsEntry("keys", 2 * KEYS);
        assertThat(fresh.keys()).isEqualTo(2 * KEYS);
        assertThat(new CopyRuns(source, fresh, Integer.MAX_VALUE, 1000).compare())
            .containsEntry("differing", 0)
            .containsEntry("compared", 2 * KEYS);
      }
    }
  }

  /** After a restart the engine's hash tables have another order: an old cursor means nothing. */
  @Test
  void aSourceThatFailedOverIsCopiedFromItsStart() throws Exception {
    try (TcpServer replica = replicaOf(source.servers().getFirst())) {
      List<String> both = List.of(source.nodes().getFirst(), "127.0.0.1:" + replica.port());
      CopyRuns runs = new CopyRuns(both, target.nodes(), 5, BATCH);
      Map<String, Object> before = runs.once("copy", null);
      assertThat(before).containsEntry("done", false).doesNotContainKey("problem");

      replica.call(Command.REPLICAOF, "NO", "ONE");
      source.servers().getFirst().close();

      Map<String, Object> answer = runs.once("copy", before.get("position"));
      assertThat((int) answer.get("keys")).isLessThanOrEqualTo((int) before.get("keys") + BATCH);
      while (Boolean.FALSE.equals(answer.get("done"))) {
        answer = runs.once("copy", answer.get("position"));
        assertThat(answer).doesNotContainKey("problem");
      }
      assertThat(answer).containsEntry("keys", 2 * KEYS);
      assertThat(new CopyRuns(both, target.nodes(), Integer.MAX_VALUE, 1000).compare())
          .containsEntry("differing", 0)
          .containsEntry("compared", 2 * KEYS);
    }
  }

  private static TcpServer replicaOf(TcpServer primary) throws IOException {
    TcpServer replica = new TcpServer("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
    while (!new String((byte[]) replica.call(Command.INFO, "replication"), UTF_8)
        .contains("master_link_status:up")) {
      Thread.onSpinWait();
    }
    return replica;
  }

  @Test
  void aTargetThatFailedOverIsFilledFromItsStart() throws Exception {
    CopyRuns runs = inPortionsOf(5);
    Map<String, Object> before = runs.once("copy", null);
    ServerGroup other = ServerGroup.alone();
    target.close();
    target = other;

    Map<String, Object> after = inPortionsOf(1).once("copy", before.get("position"));

    assertThat((int) after.get("keys")).isLessThan((int) before.get("keys"));
    Map<String, Object> answer = after;
    while (Boolean.FALSE.equals(answer.get("done"))) {
      answer = inPortionsOf(5).once("copy", answer.get("position"));
    }
    assertThat(answer).containsEntry("keys", 2 * KEYS);
    assertEqual();
  }

  @Test
  void aNodeThatIsKilledWhileItIsCopiedIsAProblemThatMayPass() throws Exception {
    source.fill(0, 0, 60_000, new SampleKeys("more-"));
    CopyRuns runs = CopyRuns.whole(source, target);
    CompletableFuture<Map<String, Object>> copying =
        CompletableFuture.supplyAsync(() -> runs.once("copy", null));
    while (target.keys() < 2_000) {
      assertThat(copying).isNotDone();
    }
    source.servers().getFirst().close();

    Map<String, Object> answer = copying.get();
    assertThat(answer).containsEntry("done", false).containsEntry("again", true);
    assertThat(answer.get("problem").toString())
        .contains("cannot be reached")
        .contains(source.nodes().getFirst());
    assertThat((int) answer.get("keys")).isLessThan(60_000 + 2 * KEYS);
  }
}
