package remediator.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.RedisDataPlane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.local.report.EventReport;
import remediator.local.report.EventReport.FindingReport;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;
import remediator.local.report.TerminalOutput;

/**
 * Local runs with other groups than the sample fleet's, among them groups rebuilt from what people
 * who do this job have reported in public.
 */
class OwnFleetTest {
  @TempDir private Path folder;

  private static final Path CASES = Path.of("src/test/resources/remediator/local/field-cases");

  /**
   * One event on such a group.
   *
   * @param why where it comes from, and what is right about it
   * @param told what people must be told, in notes, messages or reasons
   * @param untold what they must not be told
   */
  record Case(
      String folder,
      String event,
      String why,
      String decision,
      String outcome,
      List<String> told,
      List<String> untold) {
    Case telling(String... texts) {
      return new Case(folder, event, why, decision, outcome, List.of(texts), untold);
    }

    Case notTelling(String... texts) {
      return new Case(folder, event, why, decision, outcome, told, List.of(texts));
    }

    @Override
    public String toString() {
      return folder + "/" + event + ": " + why;
    }
  }

  private static Case at(String folder, String event, String why, String... ends) {
    return new Case(folder, event, why, ends[0], ends[1], List.of(), List.of());
  }

  static Stream<Case> cases() {
    return Stream.of(
        at(
                "cluster-mode-failover-off",
                "ec4",
                "the console made it, the API makes none (hashicorp/terraform 16960)",
                "REPLACE",
                "COMPLIANT")
            .telling("planned: automatic failover is on, since ElastiCache makes no group"),
        at(
                "durable-valkey-9",
                "ec4",
                "durability encrypts by itself, which the flag does not show"
                    + " (hashicorp/terraform-provider-aws 48228)",
                "REFUSED",
                "UNCHANGED")
            .telling("StorageEncryptionType sse-elasticache", "suppress the finding"),
        at(
                "durable-valkey-9",
                "ec4-async",
                "the same where durability is the engine's default",
                "REFUSED",
                "UNCHANGED")
            .telling("StorageEncryptionType sse-elasticache"),
        at(
                "create-failed-orphan",
                "ec4",
                "left behind by a create that failed (ministryofjustice/cloud-platform 8304)",
                "REFUSED",
                "UNCHANGED")
            .telling("never becomes available", "describe-events", "delete it")
            .notTelling("at the next evaluation"),
        at("create-failed-orphan", "ec5", "the same for the other control", "REFUSED", "UNCHANGED")
            .telling("never becomes available", "describe-events")
            .notTelling("at the next evaluation"),
        at(
                "crossplane-owned",
                "ec5",
                "the controller takes TLS off again (crossplane-contrib/provider-upjet-aws 1654)",
                "REFUSED",
                "UNCHANGED")
            .telling("Crossplane keeps it in line", "manifest", "ControllerOwned"),
        at(
                "govcloud-customer-key",
                "ec4",
                "customer managed keys are not available there (At-Rest Encryption in ElastiCache)",
                "REFUSED",
                "UNCHANGED")
            .telling("takes none in GovCloud", "set kms-key to service"),
        at(
                "auth-secret-missing",
                "ec4",
                "the token was known to code only (hashicorp/terraform-provider-aws 31710)",
                "REFUSED",
                "UNCHANGED")
            .telling("secret:legacy-auth-token-Qm3xYz", "elasticache-encryption=auth-token"),
        at(
                "parameters-pending-reboot",
                "ec4",
                "a new group starts with values that the old one has not in force",
                "REPLACE",
                "COMPLIANT")
            .telling("tuned-redis7 are not in force on tuned-001, tuned-002 until a reboot"),
        at(
                "parameters-pending-reboot",
                "ec5",
                "TLS is switched on all the same",
                "ONLINE_TLS",
                "COMPLIANT")
            .telling("pending-reboot"),
        at(
                "online-migration-running",
                "ec5",
                "a migration is ended by its owner, and is a documented status",
                "REFUSED",
                "UNCHANGED")
            .telling("complete the migration", "at the next evaluation")
            .notTelling("does not know"),
        at(
                "multi-region-key",
                "ec4",
                "a multi-Region key is a key (bridgecrewio/checkov 1423)",
                "REPLACE",
                "COMPLIANT")
            .telling("key/mrk-0f1e2d3c4b5a69788796a5b4c3d2e1f0")
            .notTelling("DIFFERENT FROM THE PLAN"),
        at(
                "multi-region-key",
                "ec4-alias",
                "an alias stands for the key behind it (cloudtools/troposphere 1488)",
                "REPLACE",
                "COMPLIANT")
            .notTelling("DIFFERENT FROM THE PLAN"),
        at(
            "at-rest-only-while-preferred",
            "ec4",
            "people stay at preferred for months while clients move (cloudposse 190)",
            "REPLACE",
            "COMPLIANT"),
        at(
                "tls-first-old-engine",
                "ec4",
                "TLS first: the finding on encryption at rest stays open and says so",
                "UPGRADE_THEN_TLS",
                "HALF_DONE")
            .telling("the group is not encrypted at rest", "This finding stays open"),
        at(
            "tls-first-old-engine",
            "ec5",
            "TLS first (hashicorp/terraform-provider-aws 29403)",
            "UPGRADE_THEN_TLS",
            "COMPLIANT"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsAsThoseWhoReportedItWouldHaveIt(Case one) {
    EventReport report = run(one);
    FindingReport finding = report.findings().getLast();
    String told = told(report);

    assertThat(report.problems()).isEmpty();
    assertThat(finding.decision()).as(told).isEqualTo(one.decision());
    assertThat(finding.outcome()).as(told).isEqualTo(one.outcome());
    assertThat(report.asPlanned(GateScript.APPROVE)).isTrue();
    assertThat(one.told()).allSatisfy(text -> assertThat(told).contains(text));
    assertThat(one.untold()).allSatisfy(text -> assertThat(told).doesNotContain(text));
    if (finding.decision().equals("REFUSED")) {
      assertThat(finding.gates()).isEmpty();
      assertThat(finding.awsCalls().keySet())
          .noneMatch(call -> call.matches("ElastiCache\\.(Create|Modify|Delete).*"));
    }
  }

  @ParameterizedTest
  @CsvSource({"ec4, mrk-[0-9a-f]{32}", "ec4-alias, [0-9a-f-]{36}"})
  void anAliasBecomesItsKeyInTheNewGroup(String event, String pattern) {
    FindingReport finding = run(at("multi-region-key", event, "", "", "")).findings().getLast();

    assertThat(finding.after().kmsKeyId())
        .matches("arn:aws:kms:ap-southeast-2:480211936057:key/" + pattern);
    assertThat((List<?>) finding.copy().get("different")).isEmpty();
  }

  private static EventReport run(Case one) {
    Path folder = CASES.resolve(one.folder());
    Path event = folder.resolve("events").resolve(one.event() + ".json");
    RunOptions options = RunOptions.of(event, folder.resolve("fleet"), GateScript.APPROVE);
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    try (RedisDataPlane data = new RedisDataPlane()) {
      return new EventRun(options, event, data, new TerminalOutput(nowhere)).run();
    }
  }

  /** Notes, messages and reasons, on one line. */
  private static String told(EventReport report) {
    Stream<String> texts =
        Stream.of(
                report.story().stream().map(Object::toString),
                report.messages().stream(),
                report.findings().stream().flatMap(f -> f.reasons().stream()))
            .flatMap(text -> text);
    return String.join(" ", texts.toList()).replaceAll("\\s+", " ");
  }

  @Test
  void needsOnlyTheGroupsOfAFleet() throws IOException {
    String event =
        Files.readString(Path.of("events/ec5-redis-7.1-online-tls.json"))
            .replace("us-east-1", "eu-west-1")
            .replace("orders-cache", "orders");
    Path file = Files.writeString(folder.resolve("orders.json"), event);
    Path fleet = Path.of("src/test/resources/remediator/local/one-group");
    RunOptions options = RunOptions.of(file, fleet, GateScript.APPROVE);
    RunReport own = new RunReport(folder.resolve("own"));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    assertThat(new LocalRun(options, nowhere, own).run()).isTrue();
    assertThat(own.folder().resolve("as-planned")).exists();
    assertThat(Files.readString(own.folder().resolve("report.json")))
        .contains("\"decision\":\"ONLINE_TLS\"", "\"outcome\":\"COMPLIANT\"");
  }

  /** Partitions and Regions are no closed list. */
  @ParameterizedTest
  @CsvSource({"aws-eusc, eusc-de-east-1", "aws-iso-b, us-isob-east-1", "aws, eu-newland-3"})
  void runsInPartitionsAndRegionsThatAreNew(String partition, String region) throws IOException {
    Path fleet = Files.createDirectory(folder.resolve("fleet"));
    String groups =
        Files.readString(
            Path.of("src/test/resources/remediator/local/one-group/replication-groups.json"));
    Files.writeString(
        fleet.resolve("replication-groups.json"),
        groups.replace("arn:aws:", "arn:" + partition + ":").replace("eu-west-1", region));
    String event =
        Files.readString(Path.of("events/ec5-redis-7.1-online-tls.json"))
            .replace("arn:aws:", "arn:" + partition + ":")
            .replace("us-east-1", region)
            .replace("orders-cache", "orders");
    Path file = Files.writeString(folder.resolve("orders.json"), event);
    RunReport own = new RunReport(folder.resolve("own"));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);

    assertThat(new LocalRun(RunOptions.of(file, fleet, GateScript.APPROVE), nowhere, own).run())
        .isTrue();
    assertThat(Files.readString(own.folder().resolve("report.json")))
        .contains("\"outcome\":\"COMPLIANT\"");
  }
}
