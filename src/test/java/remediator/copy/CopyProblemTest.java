package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.server.TcpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.walk.BatchTally;
import remediator.probe.VpcSocketFactory;

/** What stops the copy is an answer in a sentence, which says whether trying again helps. */
class CopyProblemTest {
  private static final int KEYS = 3_000;

  private ServerGroup source;
  private ServerGroup target;

  @BeforeEach
  void fill() throws IOException {
    source = ServerGroup.alone();
    target = ServerGroup.alone();
    source.fill(0, 0, KEYS, new SampleKeys("key-"));
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private static void assertProblem(
      Map<String, Object> answer, boolean again, String... sentenceParts) {
    assertThat(answer).containsEntry("again", again).containsEntry("done", false);
    assertThat(answer.get("problem").toString()).contains(sentenceParts).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({"copy,true", "copy,false", "compare,true", "compare,false"})
  void aSideThatIsOutOfReachMayBeReachedLater(String work, boolean isSource) {
    String node = (isSource ? source : target).nodes().getFirst();
    (isSource ? source : target).close();

    Map<String, Object> answer = CopyRuns.whole(source, target).once(work, null);

    assertProblem(answer, true, "The node " + node + " cannot be reached (ConnectException)");
  }

  @Test
  void aNameThatLeadsNowhereIsOutOfReach() {
    CopyRuns runs =
        new CopyRuns(List.of("nowhere.invalid:6379"), target.nodes(), Integer.MAX_VALUE, 1000);

    assertProblem(runs.once("copy", null), true, "The node nowhere.invalid:6379 cannot be reached");
  }

  @Test
  void aTargetThatIsFullTakesNoMore() {
    target.configure("maxmemory-policy", "noeviction");
    target.configure("maxmemory", "3mb");

    assertProblem(CopyRuns.whole(source, target).once("copy", null), false, "no memory left (OOM)");
  }

  @Test
  void aTargetThatEvictsIsFoundOut() {
    target.configure("maxmemory-policy", "allkeys-lru");
    target.configure("maxmemory", "3mb");

    assertProblem(
        CopyRuns.whole(source, target).once("copy", null),
        false,
        "evicts keys (maxmemory-policy allkeys-lru)");
  }

  @Test
  void aTargetThatHoldsWritesIsToldOf() {
    target.configure("min-replicas-to-write", "9");

    assertProblem(CopyRuns.whole(source, target).once("copy", null), true, "holds writes");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aPasswordIsNotKnown(boolean isSource) {
    (isSource ? source : target).configure("requirepass", "secret");

    assertProblem(CopyRuns.whole(source, target).once("copy", null), false, "needs a password");
  }

  @Test
  void aKeyThatIsTooLargeIsNamedByItsHash() {
    byte[] name = "large".getBytes(UTF_8);
    source.on(name, jedis -> jedis.set(name, new byte[12 << 20]));
    CopyRuns runs =
        new CopyRuns(
            new GroupCopy(new VpcSocketFactory(), Integer.MAX_VALUE, 1000, 6 << 20),
            source.nodes(),
            target.nodes());

    Map<String, Object> measured = runs.once("measure", null);
    Map<String, Object> answer = runs.once("copy", null);
    assertProblem(answer, false, "The key " + BatchTally.hash(name) + " takes 1", "6,291,456");
    assertThat(answer.get("problem").toString()).doesNotContain("large");
    assertThat(measured.get("refusals")).isEqualTo(List.of(answer.get("problem")));
  }

  @Test
  void clusterModeIsNotChanged() throws Exception {
    try (ServerGroup cluster = ServerGroup.clusterOf(1)) {
      assertProblem(
          CopyRuns.whole(source, cluster).once("copy", null),
          false,
          "Cluster mode is disabled on the source and enabled on the target");
    }
  }

  @Test
  void aShardThatIsNotAmongTheNodesIsMissed() throws Exception {
    try (ServerGroup cluster = ServerGroup.clusterOf(2)) {
      CopyRuns runs =
          new CopyRuns(cluster.nodes().subList(0, 1), cluster.nodes(), Integer.MAX_VALUE, 1000);

      assertProblem(runs.once("copy", null), true, "No primary was found for 8192 of 16384 slots");
    }
  }

  @Test
  void twoPrimariesForTheSameKeysAreNotBothBelieved() throws Exception {
    try (TcpServer other = new TcpServer()) {
      List<String> both = List.of(source.nodes().getFirst(), "127.0.0.1:" + other.port());
      CopyRuns runs = new CopyRuns(both, target.nodes(), Integer.MAX_VALUE, 1000);

      assertProblem(runs.once("copy", null), true, "primary for the same keys");
    }
  }

  /** It answers, but what it has is another's, and may be behind. */
  @Test
  void aReplicaAloneIsNoSource() throws Exception {
    try (TcpServer replica =
        new TcpServer(
            "--replicaof", "127.0.0.1", Integer.toString(source.servers().getFirst().port()))) {
      CopyRuns runs =
          new CopyRuns(
              List.of("127.0.0.1:" + replica.port()), target.nodes(), Integer.MAX_VALUE, 1000);

      assertProblem(runs.once("copy", null), true, "its group is failing over");
    }
  }

  /** The name stays, the process behind it does not: what its cursor meant is gone. */
  @Test
  void aNameThatLeadsToAnotherNodeMeanwhileStartsAgain() throws Exception {
    try (TcpServer promoted = new TcpServer()) {
      AtomicInteger port = new AtomicInteger(source.servers().getFirst().port());
      CopyRuns runs =
          new CopyRuns(
              new GroupCopy(
                  (host, number, tls) ->
                      new VpcSocketFactory()
                          .to("127.0.0.1", host.equals("old") ? port.get() : number, tls),
                  3,
                  100,
                  64 << 20),
              List.of("old:6379"),
              target.nodes());
      Map<String, Object> before = runs.once("copy", null);
      promoted.call(Command.REPLICAOF, "127.0.0.1", Integer.toString(port.get()));
      while (!new String((byte[]) promoted.call(Command.INFO, "replication"), UTF_8)
          .contains("master_link_status:up")) {
        Thread.onSpinWait();
      }
      promoted.call(Command.REPLICAOF, "NO", "ONE");
      port.set(promoted.port());

      Map<String, Object> answer = runs.once("copy", before.get("position"));
      assertThat((int) answer.get("keys")).isLessThan(2 * (int) before.get("keys"));
      while (Boolean.FALSE.equals(answer.get("done"))) {
        answer = runs.once("copy", answer.get("position"));
        assertThat(answer).doesNotContainKey("problem");
      }
      assertThat(answer).containsEntry("keys", KEYS);
    }
  }
}
