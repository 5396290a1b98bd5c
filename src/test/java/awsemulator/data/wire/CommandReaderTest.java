package awsemulator.data.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
  @Test
  void arraysAndInlineCommandsMayFollowEachOther() throws IOException {
    assertThat(commands("*2\r\n$3\r\nGET\r\n$1\r\nk\r\nPING\r\n\r\n*0\r\nSET  k 'a b' \"\"\n"))
        .containsExactly(List.of("GET", "k"), List.of("PING"), List.of("SET", "k", "a b", ""));
  }

  @Test
  void aCommandMayComeByteByByte() throws IOException {
    byte[] bytes = "*2\r\n$4\r\nECHO\r\n$4\r\n\r\n\r\n\r\n".getBytes(UTF_8);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
          }
        };

    assertThat(new CommandReader(slow).next().strings()).containsExactly("ECHO", "\r\n\r\n");
  }

  @Test
  void wordsMayBeLongerThanAnyBuffer() throws IOException {
    String word = "x".repeat(100_000);

    assertThat(commands("*2\r\n$4\r\nECHO\r\n$100000\r\n" + word + "\r\nSET k " + word + "\r\n"))
        .containsExactly(List.of("ECHO", word), List.of("SET", "k", word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*1048577\r\n",
        "*x\r\n",
        "*1\r\nPING\r\n",
        "*1\r\n$-1\r\n",
        "*1\r\n$999999999999\r\n",
        "SET k 'a\r\n"
      })
  void whatIsNoRespIsAFault(String text) {
    assertThatThrownBy(() -> commands(text)).isInstanceOf(ProtocolFault.class);
  }

  @Test
  void aConnectionThatEndsWithinACommandIsNoEnd() {
    assertThatThrownBy(() -> commands("*2\r\n$3\r\nGE")).isInstanceOf(EOFException.class);
  }

  private static List<List<String>> commands(String text) throws IOException {
    CommandReader reader = new CommandReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    List<List<String>> commands = new ArrayList<>();
    for (RespCommand next = reader.next(); next != null; next = reader.next()) {
      commands.add(next.strings());
    }
    return commands;
  }
}
