package remediator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for in vain is said in a sentence, and is no success. */
class LocalCommandTest {
  private static final Path GROUPS =
      Path.of("src/test/resources/remediator/local/one-group/replication-groups.json");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serve | 65536  | -Dserve=65536: a port is
          serve | -1     | -Dserve=-1: a port is
          serve | http   | -Dserve=http: a port is
          gates | maybe  | Invalid value for option '-Dgates': expected one of [APPROVE, REJECT, EXPIRE]
          gate  | reject | -Dgate=reject: there is no such property; the nearest is -Dgates.
          evnet | /none  | -Devnet=/none: there is no such property; the nearest is -Devent.
          port  | 6400   | -Dport=6400: there is no such property
          event | /none  | -Devent=/none: there is no such file or folder.
          fleet | /none  | -Dfleet=/none: there is no replication-groups.json in it.
          speed | 60     | -Dspeed goes with -Dserve only
          """)
  void saysWhatIsOfNoUse(String name, String value, String said) {
    assertThat(run(Map.of(name, value))).startsWith(said);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "fast", "3600.1", "1e3"})
  void takesOnlySpeedsThatAClientCanFollow(String speed) {
    assertThat(run(Map.of("serve", "0", "speed", speed)))
        .startsWith("-Dspeed=" + speed + ": it is how many seconds");
  }

  @Test
  void saysThatAFolderHasNoEvent() {
    assertThat(run(Map.of("event", folder.toString()))).contains("no file in it ends in .json.");
  }

  @Test
  void leavesToMavenWhatIsMavens() {
    Map<String, String> properties =
        new TreeMap<>(Map.of("skipTests", "true", "rights.skip", "true", "fleet", ""));
    properties.put("event", "/a, b");
    assertThat(run(properties)).startsWith("-Devent=/a, b: there is no such file or folder.");
  }

  @Test
  void namesFileGroupAndFieldOfABrokenFleet() throws IOException {
    write("replication-groups.json", Files.readString(GROUPS).replace("\"disabled\"", "17"));
    assertThat(run(Map.of("fleet", folder.toString())))
        .contains("replication-groups.json: group \"orders\"")
        .contains("should be of the type string, but is 17");
  }

  @Test
  void namesABrokenFileOfAFleet() throws IOException {
    write("replication-groups.json", Files.readString(GROUPS));
    write("tags.json", "[");
    assertThat(run(Map.of("fleet", folder.toString())))
        .startsWith("-Dfleet=" + folder)
        .contains("tags.json is not JSON");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** What is said, on one line, by a command that must fail. */
  private static String run(Map<String, String> properties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(GivenProperties.run(new LocalCommand(out), out, "given " + properties)).isEqualTo(2);
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
  }
}
