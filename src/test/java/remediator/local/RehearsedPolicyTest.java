package remediator.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.RedisDataPlane;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.local.report.EventReport;
import remediator.local.report.EventReport.FindingReport;
import remediator.local.report.GateOutcome;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.TerminalOutput;
import remediator.plan.PolicySetting;

/** Every policy that is documented can be rehearsed, and a run that kept to it says so. */
class RehearsedPolicyTest {
  private static final String ONLINE = "ec5-redis-7.1-online-tls";
  private static final String HALF_DONE = "ec5-half-done-preferred";
  private static final String OLDER = "ec5-redis-6.2-upgrade-then-tls";
  private static final String REPLACE = "ec4-one-node-replace";
  private static final String BOTH = "ec4-and-ec5-together-replace";
  private static final String CLOUDFORMATION = "cloudformation-owned-refused";
  private static final String CROSSPLANE = "crossplane-owned";
  private static final Path CASES = Path.of("src/test/resources/remediator/local/field-cases");

  /** Runs with every setting at its default, of which one is enough. */
  private static final Map<String, EventReport> AS_USUAL = new ConcurrentHashMap<>();

  /**
   * One value of one setting.
   *
   * @param event a sample event on a group to which the setting makes a difference
   * @param ends decision and outcome of the first finding
   */
  record Row(PolicySetting setting, String value, String event, String ends) {
    @Override
    public String toString() {
      return setting.key() + "=" + value + " " + event + ": " + ends;
    }
  }

  private static Row row(PolicySetting setting, String value, String event, String ends) {
    return new Row(setting, value, event, ends);
  }

  static Stream<Row> rows() {
    return Stream.of(
        row(PolicySetting.CONTROLS, "all", BOTH, "REPLACE COMPLIANT"),
        row(PolicySetting.CONTROLS, "ElastiCache.4", BOTH, "REPLACE COMPLIANT"),
        row(PolicySetting.CONTROLS, "ElastiCache.4", HALF_DONE, "NOTHING UNCHANGED"),
        row(PolicySetting.CONTROLS, "ElastiCache.5", BOTH, "NOTHING UNCHANGED"),
        row(PolicySetting.CONTROLS, "ElastiCache.5", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.MODE, "act", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.MODE, "plan-only", ONLINE, "ONLINE_TLS UNCHANGED"),
        row(PolicySetting.MODE, "plan-only", REPLACE, "REPLACE UNCHANGED"),
        row(PolicySetting.MODE, "plan-only", OLDER, "UPGRADE_THEN_TLS UNCHANGED"),
        row(PolicySetting.SEVERAL_FAIL, "one-replacement", BOTH, "REPLACE COMPLIANT"),
        row(PolicySetting.SEVERAL_FAIL, "tls-first", BOTH, "ONLINE_TLS HALF_DONE"),
        row(PolicySetting.OLDER_ENGINES, "upgrade", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.OLDER_ENGINES, "replace", OLDER, "REPLACE COMPLIANT"),
        row(PolicySetting.TARGET_ENGINE, "redis", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.TARGET_ENGINE, "valkey", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.TARGET_ENGINE, "valkey", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.TARGET_ENGINE, "valkey", BOTH, "REPLACE COMPLIANT"),
        row(PolicySetting.TARGET_VERSION, "latest", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.TARGET_VERSION, "7.1", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.KMS_KEY, "service", REPLACE, "REPLACE COMPLIANT"),
        row(
            PolicySetting.KMS_KEY,
            "arn:aws:kms:us-east-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
            REPLACE,
            "REPLACE COMPLIANT"),
        row(PolicySetting.NEW_ID, "beside", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.NEW_ID, "same", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.AUTH, "none", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.AUTH, "token", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.AUTH, "user-group", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.USER_GROUP, "none", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.USER_GROUP, "shop-users", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.USER_GROUP, "gone-users", ONLINE, "REFUSED UNCHANGED"),
        row(PolicySetting.DATA, "copy", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.DATA, "freeze", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.DATA, "accept-loss", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.DATA, "cache-only", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.FREEZE_MINUTES, "90", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_UPGRADE, "ask", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.GATE_UPGRADE, "skip", OLDER, "UPGRADE_THEN_TLS COMPLIANT"),
        row(PolicySetting.GATE_PREFERRED, "ask", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_PREFERRED, "skip", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_REPLACE, "ask", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_REPLACE, "skip", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_CUT_OVER, "again", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_CUT_OVER, "ask", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_CUT_OVER, "skip", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_REQUIRED, "ask", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_REQUIRED, "skip", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.REQUIRED_AFTER_QUIET_MINUTES, "never", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.REQUIRED_AFTER_QUIET_MINUTES, "60", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_AUTH, "ask", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_AUTH, "skip", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_OFF, "ask", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_OFF, "skip", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_RETIRE, "ask", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.GATE_RETIRE, "skip", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.WINDOW, "any", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.WINDOW, "own", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.WINDOW, "sat:02:00-sat:06:00", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.GATE_DAYS, "3", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.PREFERRED_DAYS, "3", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.KEEP_OLD_DAYS, "2", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.FINAL_SNAPSHOT, "keep", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.FINAL_SNAPSHOT, "delete", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS, "none", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS, "newest", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS, "all", REPLACE, "REPLACE COMPLIANT"),
        row(PolicySetting.MAX_ATTEMPTS, "1", ONLINE, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.CLOUDFORMATION_OWNED, "refuse", CLOUDFORMATION, "REFUSED UNCHANGED"),
        row(PolicySetting.CLOUDFORMATION_OWNED, "allow", CLOUDFORMATION, "ONLINE_TLS COMPLIANT"),
        row(PolicySetting.CONTROLLER_OWNED, "refuse", CROSSPLANE, "REFUSED UNCHANGED"),
        row(PolicySetting.CONTROLLER_OWNED, "allow", CROSSPLANE, "ONLINE_TLS COMPLIANT"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aRunThatKeptToItsPlanSaysSo(Row row) {
    EventReport report =
        row.value().equals(row.setting().initial()) && row.setting() != PolicySetting.GATE_AUTH
            ? AS_USUAL.computeIfAbsent(row.event(), event -> run(event, Map.of()))
            : run(row.event(), parameters(row));
    FindingReport finding = report.findings().getFirst();

    assertThat(report.problems()).isEmpty();
    assertThat(finding.decision() + " " + finding.outcome())
        .as(String.valueOf(finding.reasons()))
        .isEqualTo(row.ends());
    assertThat(report.asPlanned(GateScript.APPROVE)).isTrue();
  }

  private static Map<String, String> parameters(Row row) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(row.setting().parameter(), row.value());
    if (row.setting() == PolicySetting.GATE_AUTH) {
      parameters.put(PolicySetting.AUTH.parameter(), "token");
    }
    if (row.setting() == PolicySetting.USER_GROUP) {
      parameters.put(PolicySetting.AUTH.parameter(), "user-group");
    }
    if (row.value().equals("copy")) {
      parameters.putAll(PolicyOption.parse("data:copy").parameters());
    }
    if (row.value().equals("user-group")) {
      parameters.put(PolicySetting.USER_GROUP.parameter(), "shop-users");
    }
    return parameters;
  }

  private static EventReport run(String event, Map<String, String> parameters) {
    return run(event, parameters, GateScript.APPROVE);
  }

  private static EventReport run(String event, Map<String, String> parameters, GateScript gates) {
    Path own = CASES.resolve(event);
    RunOptions options =
        RunOptions.of(
                Files.isDirectory(own) ? own.resolve("events") : Path.of("events", event + ".json"),
                Files.isDirectory(own) ? own.resolve("fleet") : Path.of(RunOptions.SAMPLE_FLEET),
                gates)
            .withParameters(parameters);
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    try (RedisDataPlane data = new RedisDataPlane()) {
      return new EventRun(options, options.events().getFirst(), data, new TerminalOutput(nowhere))
          .run();
    }
  }

  /** A flow ends at its first no; whichever gate that is, the end is the one that was planned. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reject                         | ec4-one-node-replace           | replace         | UNCHANGED
          expire                         | ec4-one-node-replace           | replace         | UNCHANGED
          reject                         | ec5-redis-7.1-online-tls       | required        | HALF_DONE
          expire                         | ec5-redis-7.1-online-tls       | required        | HALF_DONE
          reject                         | ec5-redis-6.2-upgrade-then-tls | upgrade         | UNCHANGED
          preferred:reject               | ec5-redis-7.1-online-tls       | preferred       | UNCHANGED
          preferred:reject               | ec5-redis-6.2-upgrade-then-tls | upgrade,preferred | HALF_DONE
          auth:reject                    | ec5-redis-7.1-online-tls       | required,auth   | COMPLIANT
          replace:approve,cut-over:reject | ec4-one-node-replace          | replace,cut-over | ROLLED_BACK
          cut-over:expire                | ec4-one-node-replace           | replace,cut-over | ROLLED_BACK
          retire:reject                  | ec4-one-node-replace           | replace,retire  | WAITING
          """)
  void aNoEndsAFlowAsPlannedAtEveryGate(String gates, String event, String asked, String outcome) {
    GateScript script = GatesOption.parse(gates);

    EventReport report = run(event, Map.of(), script);

    FindingReport finding = report.findings().getFirst();
    assertThat(finding.gates().stream().map(GateOutcome::gate)).containsExactly(asked.split(","));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(report.asPlanned(script)).isTrue();
    assertThat(report.asPlanned(GateScript.APPROVE)).isFalse();
  }

  /** A setting or a value that is new needs a row. */
  @Test
  void hasARowForEveryValueOfEverySetting() {
    Set<String> rehearsed =
        rows().map(r -> r.setting().key() + "=" + r.value()).collect(Collectors.toSet());
    Set<PolicySetting> byParameter =
        EnumSet.complementOf(
            EnumSet.of(
                PolicySetting.OPT_OUT,
                PolicySetting.AUTH_SECRET,
                PolicySetting.DNS_RECORD,
                PolicySetting.NOTIFY));

    for (PolicySetting setting : byParameter) {
      List<String> words =
          Arrays.stream(setting.legal().replace("\\.", ".").split("\\|", -1))
              .filter(value -> value.matches("[A-Za-z][A-Za-z0-9.-]*"))
              .filter(value -> value.matches(setting.legal()))
              .map(value -> setting.key() + "=" + value)
              .toList();
      assertThat(rehearsed).containsAll(words);
      assertThat(rehearsed).anyMatch(r -> r.startsWith(setting.key() + "="));
    }
    assertThat(new TreeSet<>(rows().map(Row::setting).toList())).isEqualTo(byParameter);
  }
}
