package remediator.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.json.StrictJson;
import remediator.local.cloud.EventFixtures;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;
import remediator.local.report.TerminalOutput;

/** A small run, and its report held to the contract that programs rely on. */
class LocalRunTest {
  private static final Path EVENTS = Path.of("events");
  private static final List<String> PICTURE =
      List.of(
          "atRest", "kmsKeyId", "transitEncryptionMode", "engine", "engineVersion", "endpoints");

  @TempDir private static Path folder;
  private static boolean planned;
  private static String printed;
  private static Map<String, Object> report;

  @BeforeAll
  static void run() throws IOException {
    Path events = Files.createDirectory(folder.resolve("events"));
    Files.writeString(events.resolve("a-broken.json"), "{\"detail\": \u001b[31m");
    Files.createDirectory(events.resolve("b-folder.json"));
    copy("ec5-redis-7.1-online-tls.ocsf.json", events.resolve("c-ocsf.json"));
    Files.writeString(events.resolve("d-two-groups.json"), twoGroups());
    copy("ec4-one-node-replace.json", events.resolve("e-replace.json"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path target = folder.resolve("target");
    planned =
        new LocalRun(
                RunOptions.of(events, Path.of(RunOptions.SAMPLE_FLEET), GateScript.APPROVE),
                new PrintStream(bytes, true, UTF_8),
                new RunReport(target))
            .run();
    printed = bytes.toString(UTF_8);
    report = StrictJson.readObject(Files.readAllBytes(target.resolve("report.json")));
  }

  private static void copy(String sample, Path to) throws IOException {
    Files.copy(EVENTS.resolve(sample), to);
  }

  /** An online TLS switch and a refusal in one event. */
  private static String twoGroups() throws IOException {
    Map<String, Object> event = sample("ec5-redis-7.1-online-tls.json");
    List<Object> findings = new ArrayList<>(EventFixtures.findings(StrictJson.write(event)));
    findings.addAll(
        EventFixtures.findings(StrictJson.write(sample("cloudformation-owned-refused.json"))));
    event.put("detail", Map.of("findings", findings));
    return StrictJson.write(event);
  }

  private static Map<String, Object> sample(String name) throws IOException {
    return StrictJson.readObject(Files.readAllBytes(EVENTS.resolve(name)));
  }

  @Test
  void reportsEveryEventWithTheFieldsOfTheContract() {
    assertThat(report).containsOnlyKeys("events", "wallSeconds");
    assertThat(report.get("wallSeconds")).isInstanceOf(Number.class);
    assertThat(events())
        .extracting(e -> Path.of(String.valueOf(e.get("event"))).getFileName().toString())
        .containsExactly(
            "a-broken.json", "b-folder.json", "c-ocsf.json", "d-two-groups.json", "e-replace.json");
    for (Map<String, Object> finding :
        events().stream().flatMap(e -> findings(e).stream()).toList()) {
      assertThat(finding)
          .containsKeys("id", "control", "group", "decision", "reasons", "outcome", "before")
          .containsEntry("asPlanned", true)
          .containsKeys("transitions", "awsCalls", "cloudSeconds", "serviceSeconds", "after");
      assertThat(object(finding, "before")).containsKeys(PICTURE.toArray(String[]::new));
      assertThat(object(finding, "after")).containsKeys(PICTURE.toArray(String[]::new));
      List<String> data = new ArrayList<>(List.of("keysBefore", "keysAfter", "lostWrites"));
      if (finding.get("decision").equals("REPLACE")) {
        data.addAll(List.of("pauseFrom", "pauseSeconds", "keysCompared"));
      }
      assertThat(object(finding, "data")).containsOnlyKeys(data.toArray(String[]::new));
      assertThat((List<?>) finding.get("reasons")).isNotEmpty();
      assertThat(object(finding, "awsCalls")).isNotEmpty();
      assertThat(finding.get("id")).asString().contains("/finding/");
    }
  }

  @Test
  void reportsWhatCouldNotBeUnderstoodAndStillRunsTheRest() {
    assertThat(planned).isFalse();
    assertThat(folder.resolve("target/as-planned")).doesNotExist();
    assertThat(findings(events().get(0))).isEmpty();
    assertThat((List<?>) events().get(0).get("problems"))
        .singleElement()
        .asString()
        .contains("the event is not JSON");
    assertThat((List<?>) events().get(1).get("problems"))
        .singleElement()
        .asString()
        .startsWith("it cannot be read");
    assertThat(printed).doesNotContain("\u001b").contains("5 events in").contains("3 ended as");
  }

  @Test
  void securityHubLooksAgainAtOcsfFindingsToo() {
    assertThat(printed.substring(printed.indexOf("c-ocsf"), printed.indexOf("d-two-groups")))
        .contains("evaluates ElastiCache.5 on orders-cache again: PASSED");
    assertThat(findings(events().get(2)))
        .singleElement()
        .satisfies(f -> assertThat(f.get("outcome")).isEqualTo("COMPLIANT"));
  }

  @Test
  void countsEachCallForTheGroupThatItWasMadeFor() {
    Map<String, Object> switched = finding(3, "ONLINE_TLS");
    Map<String, Object> refused = finding(3, "REFUSED");
    assertThat(object(switched, "awsCalls"))
        .containsEntry("ElastiCache.ModifyReplicationGroup", 2)
        .containsEntry("SFN.StartExecution", 1);
    assertThat(object(refused, "awsCalls"))
        .containsEntry("ElastiCache.DescribeReplicationGroups", 1)
        .doesNotContainKeys("ElastiCache.ModifyReplicationGroup", "SFN.StartExecution");
    assertThat(switched.get("transitions")).isNotEqualTo(0);
    assertThat(refused.get("transitions")).isEqualTo(0);
  }

  @Test
  void showsWhatAReplacementCarriedAndWhatAClientSees() {
    Map<String, Object> replaced = finding(4, "REPLACE");
    assertThat(object(replaced, "before")).containsEntry("atRest", false);
    assertThat(object(replaced, "after"))
        .containsEntry("atRest", true)
        .containsEntry("transitEncryptionMode", "required");
    assertThat(object(replaced, "data"))
        .containsEntry("keysBefore", object(replaced, "data").get("keysAfter"))
        .containsEntry("lostWrites", 0)
        .containsEntry("keysCompared", object(replaced, "data").get("keysAfter"));
    assertThat((Integer) object(replaced, "data").get("pauseSeconds")).isBetween(900, 1800);
    assertThat(object(replaced, "probe"))
        .isEqualTo(Map.of("plaintextRefused", true, "tlsAccepted", true));
    assertThat(object(replaced, "clone")).containsKeys("attributes", "equal", "different");
    assertThat((Integer) replaced.get("serviceSeconds"))
        .isPositive()
        .isLessThanOrEqualTo((Integer) replaced.get("cloudSeconds"));
  }

  @Test
  void saysWhoDecidedAtWhichGateAndHow() throws IOException {
    List<Map<String, Object>> gates = objects(finding(4, "REPLACE").get("gates"));
    assertThat(gates).extracting(g -> g.get("gate")).containsExactly("replace", "retire");
    assertThat(gates)
        .extracting(g -> String.valueOf(g.get("answer")))
        .allMatch(answer -> answer.startsWith("approved by command; CloudTrail tells by whom"));
    assertThat(gates)
        .extracting(g -> Instant.parse(String.valueOf(g.get("at"))))
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(objects(finding(3, "REFUSED").get("gates"))).isEmpty();
    assertThat(Files.readString(folder.resolve("target/report.html")))
        .contains("<li>orders-cache, required: approved by command; CloudTrail")
        .contains("with freeze, writes are refused for about 22 minutes and 2 more a GiB")
        .contains("with accept-loss and cache-only for none");
  }

  @Test
  void printsLinesOfAWidthThatFits() {
    assertThat(printed.lines()).allMatch(line -> line.length() <= TerminalOutput.WIDTH);
  }

  private static Map<String, Object> finding(int event, String decision) {
    return findings(events().get(event)).stream()
        .filter(f -> decision.equals(f.get("decision")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Map<String, Object>> events() {
    return objects(report.get("events"));
  }

  private static List<Map<String, Object>> findings(Map<String, Object> event) {
    return objects(event.get("findings"));
  }

  private static List<Map<String, Object>> objects(Object list) {
    return ((List<?>) list).stream().map(EventFixtures::castToObject).toList();
  }

  private static Map<String, Object> object(Map<String, Object> from, String key) {
    return EventFixtures.castToObject(from.get(key));
  }
}
