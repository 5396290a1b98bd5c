package remediator.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.server.TcpServer;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Tries to write to real servers of each kind, none of which is changed thereby. */
class NodeInspectorTest {
  private final NodeInspector inspector = new NodeInspector(new VpcSocketFactory());

  private WriteAnswer tryWrite(TcpServer server) {
    return inspector.tryWrite("127.0.0.1:" + server.port(), false);
  }

  private static void hold(TcpServer server, int replicas) {
    server.call(Command.CONFIG, "SET", "min-replicas-to-write", Integer.toString(replicas));
  }

  private static TcpServer clusterNode(int first, int last) throws IOException {
    TcpServer server =
        new TcpServer("--cluster-enabled", "yes", "--cluster-require-full-coverage", "no");
    if (first <= last) {
      server.call(
          Command.CLUSTER,
          IntStream.concat(IntStream.of(-1), IntStream.rangeClosed(first, last))
              .mapToObj(slot -> slot < 0 ? "ADDSLOTS" : Integer.toString(slot))
              .toArray(String[]::new));
    }
    return server;
  }

  @Test
  void aNodeWithoutClusterModeRefusesWhileItIsHeldAndOnlyThen() throws Exception {
    try (TcpServer server = new TcpServer()) {
      assertThat(tryWrite(server)).isEqualTo(WriteAnswer.ACCEPTED);
      hold(server, 9);
      assertThat(tryWrite(server)).isEqualTo(WriteAnswer.REFUSED);
      hold(server, 0);
      assertThat(tryWrite(server)).isEqualTo(WriteAnswer.ACCEPTED);
    }
  }

  /** For a key of another node's slot the node would send a client there, held or not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5461, 16383})
  void aNodeOfAClusterIsAskedForAKeyOfItsOwnSlots(int first) throws Exception {
    try (TcpServer server = clusterNode(first, Math.min(first + 5, 16383))) {
      Instant end = Instant.now().plusSeconds(30);
      while (!info(server).contains("cluster_state:ok")) {
        assertThat(Instant.now()).as(info(server)).isBefore(end);
        Thread.onSpinWait();
      }
      hold(server, 9);
      assertThat(tryWrite(server)).isEqualTo(WriteAnswer.REFUSED);
      hold(server, 0);
      assertThat(tryWrite(server)).isEqualTo(WriteAnswer.ACCEPTED);
    }
  }

  private static String info(TcpServer server) {
    return new String(
        (byte[]) server.call(Command.CLUSTER, "INFO"), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aReplicaIsNotTakenForAPrimary() throws Exception {
    try (TcpServer primary = new TcpServer();
        TcpServer replica =
            new TcpServer("--replicaof", "127.0.0.1", Integer.toString(primary.port()))) {
      assertThat(tryWrite(replica)).isEqualTo(WriteAnswer.REPLICA);
    }
  }

  @Test
  void aNodeOfAClusterWithoutSlotsIsNotTakenForAPrimary() throws Exception {
    try (TcpServer server = clusterNode(1, 0)) {
      assertThat(tryWrite(server)).isEqualTo(WriteAnswer.REPLICA);
    }
  }

  @Test
  void aNodeThatWantsAPasswordTellsNothing() throws Exception {
    try (TcpServer server = new TcpServer("--requirepass", "secret")) {
      assertThatThrownBy(() -> tryWrite(server))
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("NOAUTH");
    }
  }

  @Test
  void aNodeThatIsGoneTellsNothing() throws Exception {
    TcpServer server = new TcpServer();
    server.close();
    assertThatThrownBy(() -> tryWrite(server)).isInstanceOf(JedisException.class);
  }
}
