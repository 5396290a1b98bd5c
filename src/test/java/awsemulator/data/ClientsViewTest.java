package awsemulator.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Accepts;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.SafeEncoder;

/** What a client of ElastiCache sees that a client of plain Redis does not. */
class ClientsViewTest {
  private static final String ARN = Fleet.group("orders");

  private final RedisDataPlane plane = new RedisDataPlane();

  @BeforeEach
  void start() {
    plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
    plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void infoCountsPlaintextAndTlsClients() {
    try (Jedis plaintext = Fleet.connect(plane, ARN);
        Jedis first = Fleet.tls(plane, ARN).connect();
        Jedis second = Fleet.tls(plane, ARN).connect()) {
      plaintext.ping();
      second.ping();

      assertThat(first.info())
          .contains("# Server\r\n")
          .contains("\r\nconnected_clients:3\r\n")
          .contains("\r\n# SSL\r\ntls_mode_connected_tcp_clients:1\r\n")
          .endsWith("\r\ntls_mode_connected_tls_clients:2\r\n");
      assertThat(plane.connections(ARN, "0001")).isEqualTo(3);
    }
  }

  @Test
  void infoOfOneSectionHasOnlyThat() {
    try (Jedis client = Fleet.connect(plane, ARN)) {
      assertThat(client.info("memory")).contains("used_memory:").doesNotContain("# SSL");
      assertThat(client.info("ssl")).contains("tls_mode_connected_tcp_clients:1");
    }
  }

  @Test
  void changedRepliesKeepTheirPlaceInAPipeline() {
    try (Jedis client = Fleet.connect(plane, ARN);
        Pipeline pipeline = client.pipelined()) {
      Response<String> set = pipeline.set("k", "v");
      Response<Object> info = pipeline.sendCommand(Protocol.Command.INFO, "default");
      Response<Object> restricted = pipeline.sendCommand(Protocol.Command.CONFIG, "GET", "*");
      Response<Object> list = pipeline.sendCommand(Protocol.Command.CLIENT, "LIST");
      Response<String> get = pipeline.get("k");
      pipeline.sync();

      assertThat(set.get()).isEqualTo("OK");
      assertThat(text(info)).contains("# SSL");
      assertThatThrownBy(restricted::get).hasMessageStartingWith("ERR unknown command");
      assertThat(text(list)).contains("addr=127.0.0.1:");
      assertThat(get.get()).isEqualTo("v");
    }
  }

  @Test
  void clientListHasTheClientsAndTheirRealAddresses() {
    try (Jedis plaintext = Fleet.connect(plane, ARN);
        Jedis tls = Fleet.tls(plane, ARN).connect()) {
      plaintext.clientSetname("billing");
      tls.get("k");

      List<String> lines = plaintext.clientList().strip().lines().toList();

      int port = plane.port(ARN, "0001");
      assertThat(lines)
          .hasSize(2)
          .allMatch(line -> line.matches("id=\\d+ addr=127\\.0\\.0\\.1:\\d+ laddr=.*"))
          .allMatch(line -> line.contains(" laddr=127.0.0.1:" + port + " "))
          .anyMatch(line -> line.contains(" name=billing ") && line.contains(" cmd=client"))
          .anyMatch(line -> line.contains(" cmd=get "));
      assertThat(tls.clientInfo()).contains(" addr=127.0.0.1:");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACL SETUSER x on",
        "ACL LOAD",
        "ACL SAVE",
        "ACL DELUSER x",
        "BGREWRITEAOF",
        "BGSAVE",
        "CLUSTER FAILOVER",
        "CLUSTER MEET 127.0.0.1 6379",
        "CONFIG SET save 1",
        "DEBUG SLEEP 0",
        "MIGRATE 127.0.0.1 6379 k 0 1",
        "PSYNC ? -1",
        "REPLICAOF NO ONE",
        "SAVE",
        "SLAVEOF NO ONE",
        "SHUTDOWN NOSAVE",
        "SYNC"
      })
  void restrictedCommandsAreUnknown(String command) throws IOException {
    try (Socket socket = Fleet.socket(plane, ARN)) {
      socket.getOutputStream().write((command + "\r\nPING\r\n").getBytes(UTF_8));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("-ERR unknown command ")
          .endsWith("\r\n+PONG\r\n");
    }
  }

  @Test
  void aRestrictedCommandSpoilsATransaction() {
    try (Jedis client = Fleet.connect(plane, ARN)) {
      Transaction transaction = client.multi();
      transaction.sendCommand(Protocol.Command.ACL, "SETUSER", "x");
      transaction.set("k", "v");

      assertThatThrownBy(transaction::exec).isInstanceOf(JedisDataException.class);
      assertThat(client.get("k")).isNull();
    }
  }

  @Test
  void onlyWritesOfClientsAreCounted() {
    DataSeeder.seed(plane, ARN, Fleet.ONE, 100, 1);
    assertThat(plane.writes(ARN)).isZero();
    try (Jedis client = Fleet.connect(plane, ARN)) {
      client.set("a", "1");
      client.get("a");
      Transaction transaction = client.multi();
      transaction.incr("n");
      transaction.hset("h", "f", "v");
      transaction.exec();
      Transaction dropped = client.multi();
      dropped.set("never", "v");
      dropped.discard();
      client.eval("redis.call('INCR', 'n') return redis.call('GET', 'n')");
    }
    new DataFingerprint(plane).digest(ARN);
    plane.snapshot(ARN, Fleet.snapshot("s"));

    assertThat(plane.writes(ARN)).isEqualTo(4);
    assertThat(plane.keys(ARN)).isEqualTo(103);
  }

  private static String text(Response<Object> response) {
    return SafeEncoder.encode((byte[]) response.get());
  }
}
