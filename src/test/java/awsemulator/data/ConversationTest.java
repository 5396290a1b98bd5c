package awsemulator.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.DataPlane.Accepts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** The front passes on whatever clients and servers say to each other. */
class ConversationTest {
  private static final String ARN = Fleet.group("orders");
  private static final String SSL_SECTION = "\r\n# SSL\r\ntls_mode_connected_tcp_clients:1\r\n";

  private final RedisDataPlane plane = new RedisDataPlane();

  @BeforeEach
  void start() {
    plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void binaryValuesOfAnySizeComeBackAsTheyWere() {
    byte[] value = new byte[3_000_000];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) (i * 31);
    }
    plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);
    try (Jedis plaintext = Fleet.connect(plane, ARN);
        Jedis tls = Fleet.tls(plane, ARN).connect()) {
      byte[] key = {0, '\r', '\n', (byte) 255};
      plaintext.set(key, value);
      assertThat(tls.get(key)).isEqualTo(value);
    }
  }

  @Test
  void tenThousandsOfPipelinedCommandsASecondGetThrough() {
    try (Jedis client = Fleet.connect(plane, ARN)) {
      pipelined(client, 20_000);
      long start = System.nanoTime();

      pipelined(client, 50_000);

      // Far above what is usual, for machines that do other work as well.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      assertThat(client.get("n")).isEqualTo("70000");
      assertThat(plane.writes(ARN)).isEqualTo(70_000);
    }
  }

  @Test
  void clientsMaySpeakResp3() throws IOException {
    String said = talk("HELLO 3\r\nINFO\r\nCLIENT LIST\r\nHGETALL none\r\nPING\r\n");

    assertThat(said)
        .startsWith("%7\r\n")
        .contains(SSL_SECTION)
        .contains("=")
        .endsWith("%0\r\n+PONG\r\n");
    assertThat(said).contains("txt:# Server").contains("txt:id=").contains("addr=127.0.0.1:");
  }

  @Test
  void messagesOfASubscriptionAreNoReplies() throws IOException {
    String said =
        talk(
            "SUBSCRIBE a b\r\nPING\r\nUNSUBSCRIBE a b\r\nLRANGE none 0 -1\r\nINFO ssl\r\nPING\r\n");

    assertThat(said).contains("$9\r\nsubscribe\r\n").contains(SSL_SECTION).endsWith("+PONG\r\n");
  }

  @Test
  void publishedMessagesArriveAtSubscribers() throws IOException {
    try (Socket subscriber = Fleet.socket(plane, ARN);
        Jedis publisher = Fleet.connect(plane, ARN)) {
      subscriber.getOutputStream().write("SUBSCRIBE news\r\n".getBytes(UTF_8));
      String confirmed = "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n";
      assertThat(read(subscriber, confirmed.length())).isEqualTo(confirmed);

      assertThat(publisher.publish("news", "hello")).isEqualTo(1);

      String message = "*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n";
      assertThat(read(subscriber, message.length())).isEqualTo(message);
    }
  }

  @Test
  void clientsThatWantNoRepliesAreUnderstood() throws IOException {
    assertThat(talk("CLIENT REPLY OFF\r\nSET a 1\r\nINFO\r\nCLIENT REPLY ON\r\nINFO ssl\r\n"))
        .startsWith("+OK\r\n$")
        .contains(SSL_SECTION);
    everybodyHasLeft();
    assertThat(talk("CLIENT REPLY SKIP\r\nINFO\r\nINFO ssl\r\nGET a\r\n"))
        .doesNotContain("# Server")
        .contains(SSL_SECTION)
        .endsWith("$1\r\n1\r\n");
  }

  /** The front hears of it a moment after the client has closed. */
  private void everybodyHasLeft() {
    Instant last = Instant.now().plusSeconds(10);
    while (plane.connections(ARN, "0001") > 0) {
      assertThat(Instant.now()).as("a client that has left is still counted").isBefore(last);
      Thread.onSpinWait();
    }
  }

  @Test
  void waitingForAnElementHoldsUpNobodyElse() throws IOException {
    try (Socket waiting = Fleet.socket(plane, ARN);
        Jedis other = Fleet.connect(plane, ARN)) {
      waiting.getOutputStream().write("BLPOP queue 0\r\n".getBytes(UTF_8));
      other.rpush("queue", "job");

      String popped = "*2\r\n$5\r\nqueue\r\n$3\r\njob\r\n";
      assertThat(read(waiting, popped.length())).isEqualTo(popped);
    }
  }

  @Test
  void whatIsNoRespIsToldSoAndClosed() throws IOException {
    assertThat(talk("PING\r\n*1\r\nPING\r\n"))
        .isEqualTo("+PONG\r\n-ERR Protocol error: expected '$', got 'P'\r\n");
    assertThat(talk("*x\r\n")).isEqualTo("-ERR Protocol error: invalid multibulk length\r\n");
  }

  @Test
  void aConnectionThatEndsIsCountedNoMore() {
    Map<String, Jedis> clients = new HashMap<>();
    for (String name : Arrays.asList("a", "b")) {
      clients.put(name, Fleet.connect(plane, ARN));
      clients.get(name).ping();
    }
    assertThat(plane.connections(ARN, "0001")).isEqualTo(2);

    clients.values().forEach(Jedis::close);

    try (Jedis last = Fleet.connect(plane, ARN)) {
      while (plane.connections(ARN, "0001") > 1) {
        last.ping();
      }
      assertThat(last.info("clients")).contains("connected_clients:1\r\n");
    }
  }

  /** Says all of it, ends the sending, and gives all that is answered. */
  private String talk(String text) throws IOException {
    try (Socket socket = Fleet.socket(plane, ARN)) {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(UTF_8));
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(UTF_8);
    }
  }

  private static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), UTF_8);
  }

  private static void pipelined(Jedis client, int count) {
    try (Pipeline pipeline = client.pipelined()) {
      for (int i = 0; i < count; i++) {
        pipeline.incr("n");
      }
      pipeline.sync();
    }
  }
}
