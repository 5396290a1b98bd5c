package remediator.copy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.wire.CommandReader;
import awsemulator.data.wire.RespCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A key of a module's type is refused by the type's name, before and during the copy. Servers with
 * modules cannot be had here, so this one says what one would say.
 */
class ModuleKeyTest {
  private static final int MODULE_2 = 7;

  private static String reply(RespCommand command) {
    return switch (command.name()) {
      case "info" -> bulk("run_id:a\r\nredis_version:6.2.6\r\ndb0:keys=1,expires=0,avg_ttl=0\r\n");
      case "role" -> "*1\r\n" + bulk("master");
      case "scan" -> "*2\r\n" + bulk("0") + "*1\r\n" + bulk("document");
      case "memory" -> ":100\r\n";
      case "pttl" -> ":-1\r\n";
      case "type" -> "+ReJSON-RL\r\n";
      case "dump" -> bulk((char) MODULE_2 + "value" + "1234567890");
      case "select" -> "+OK\r\n";
      default ->
          "-ERR unknown command `%s`, with args beginning with: `document`\r\n"
              .formatted(command.name());
    };
  }

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  private static void serve(Socket client) {
    try (client) {
      CommandReader in = new CommandReader(client.getInputStream());
      OutputStream out = client.getOutputStream();
      for (RespCommand command = in.next(); command != null; command = in.next()) {
        out.write(reply(command).getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      // The client has what it wanted.
    }
  }

  private static Map<String, Object> answer(String work, String... keys) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        ServerGroup target = ServerGroup.alone()) {
      for (String key : keys) {
        target.on(key.getBytes(ISO_8859_1), jedis -> jedis.set(key, "value"));
      }
      Thread.ofVirtual()
          .start(
              () -> {
                while (!listener.isClosed()) {
                  try {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                  } catch (IOException e) {
                    return;
                  }
                }
              });
      List<String> source = List.of("127.0.0.1:" + listener.getLocalPort());
      return new CopyRuns(source, target.nodes(), Integer.MAX_VALUE, 1000).once(work, null);
    }
  }

  @Test
  void itIsRefusedByTheNameOfItsTypeBeforeAnythingIsHeld() throws Exception {
    assertThat((List<?>) answer("measure").get("refusals"))
        .hasSize(1)
        .first()
        .asString()
        .contains("module type ReJSON-RL");
  }

  @Test
  void itStopsTheCopyAndIsNamedByItsHash() throws Exception {
    assertThat(answer("copy"))
        .containsEntry("done", false)
        .containsEntry("again", false)
        .extractingByKey("problem")
        .asString()
        .contains("of a module's type")
        .doesNotContain("document");
  }

  /** An engine quotes what it does not understand: the key. */
  @Test
  void whatAnEngineQuotesIsNotPassedOn() throws Exception {
    assertThat(answer("compare", "document"))
        .extractingByKey("problem")
        .asString()
        .doesNotContain("document");
  }
}
