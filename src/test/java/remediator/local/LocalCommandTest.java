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
import remediator.local.cloud.EventFixtures;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;

/** What is asked for in vain is said in a sentence, and is no success. */
class LocalCommandTest {
  private static final Path GROUPS =
      Path.of("src/test/resources/remediator/local/one-group/replication-groups.json");

  private static final String SAMPLE_GROUPS =
      "arn:aws:elasticache:us-east-1:111122223333:replicationgroup";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serve | 65536  | -Dserve=65536: a port is
          serve | -1     | -Dserve=-1: a port is
          serve | http   | -Dserve=http: a port is
          gates | maybe  | -Dgates=maybe: "maybe" is no answer; legal are approve, reject or expire
          gates | replace:maybe | -Dgates=replace:maybe: "maybe" is no answer; legal are approve,
          gates | replac:reject | -Dgates=replac:reject: there is no gate "replac"; the nearest is replace.
          gates | off:reject,approve | -Dgates=off:reject,approve: "approve" is no gate with its answer;
          gates | off:reject,off:approve | -Dgates=off:reject,off:approve: it answers gate off twice
          gates.replace | reject | -Dgates.replace=reject: there is no such property; the nearest is -Dgates.
          gate  | reject | -Dgate=reject: there is no such property; the nearest is -Dgates.
          evnet | /none  | -Devnet=/none: there is no such property; the nearest is -Devent.
          port  | 6400   | -Dport=6400: there is no such property
          event | /none  | -Devent=/none: there is no such file or folder; the samples are in events.
          fleet | /none  | -Dfleet=/none: there is no such folder; make it, or correct the path.
          speed | 60     | -Dspeed goes with -Dserve only
          policy | data:none | -Dpolicy=data:none: the choice data is "none"; legal is copy, freeze, accept-loss,
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
  void namesTheNearestGroupToOneThatIsNotThere() throws IOException {
    String event =
        Files.readString(Path.of("events/ec5-redis-7.1-online-tls.json"))
            .replace("orders-cache", "ordres-cache");
    Path file = Files.writeString(folder.resolve("mine.json"), event);

    assertThat(run(Map.of("event", file.toString())))
        .isEqualTo(
            "-Devent=%s: the fleet has no group %s:ordres-cache; the nearest is %s:orders-cache."
                    .formatted(file, SAMPLE_GROUPS, SAMPLE_GROUPS)
                + " Correct the event, or name the folder that has the group by -Dfleet. ");
  }

  /** Security Hub archives the finding of a group that is gone. */
  @Test
  void takesAFindingThatAsksForNothingWithoutItsGroup() throws IOException {
    String event =
        Files.readString(Path.of("events/ec5-redis-7.1-online-tls.json"))
            .replace("orders-cache", "gone")
            .replace("FAILED", "PASSED");
    Path file = Files.writeString(folder.resolve("mine.json"), event);

    EventGroups.check(RunOptions.of(file, Path.of(RunOptions.SAMPLE_FLEET), GateScript.APPROVE));
  }

  @Test
  void saysOnceAndBeforeAnythingRunsThatThereIsNoRedis() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    LocalCommand command =
        new LocalCommand(
            out,
            () -> {
              throw new IllegalStateException("No Redis server starts. Install one.");
            });

    assertThat(GivenProperties.run(command, out, "given {}")).isEqualTo(2);
    assertThat(GivenProperties.run(command, out, "given {serve=0}")).isEqualTo(2);
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "No Redis server starts. Install one.", "No Redis server starts. Install one.");
  }

  @Test
  void makesAFindingForEachControlThatAGroupOfAnOwnFleetFails() throws IOException {
    Path own = Path.of("src/test/resources/remediator/local/one-group");

    Path events = new FleetFindings(folder).write(RunOptions.fleet(own), own);

    RunOptions options = RunOptions.of(events, own, GateScript.APPROVE);
    EventGroups.check(options);
    assertThat(options.events())
        .singleElement()
        .satisfies(
            file ->
                assertThat(EventFixtures.findings(Files.readString(file)))
                    .singleElement()
                    .satisfies(
                        f -> {
                          assertThat(f)
                              .containsEntry("AwsAccountId", "111122223333")
                              .containsEntry("Region", "eu-west-1");
                          assertThat(new AsffFormat().control(f)).isEqualTo("ElastiCache.5");
                          assertThat(new AsffFormat().failed(f)).isTrue();
                        }));
  }

  @Test
  void saysThatNoGroupOfAnOwnFleetFails() throws IOException {
    String compliant =
        Files.readString(GROUPS)
            .replace("\"TransitEncryptionEnabled\": false", "\"TransitEncryptionEnabled\": true");
    write("replication-groups.json", compliant);

    assertThat(run(Map.of("fleet", folder.toString())))
        .startsWith("-Dfleet=" + folder + ": every group in it passes ElastiCache.4 and");
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
    assertThat(run(properties)).startsWith("-Devent=/a, b: there is no such file or folder;");
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
        .contains("tags.json is not one whole JSON object: it should read {\"ARN of a group\"");
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
