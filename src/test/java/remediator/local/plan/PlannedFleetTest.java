package remediator.local.plan;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.FaultPlan;
import awsemulator.data.NoData;
import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.aws.AccountRegion;
import remediator.forecast.FleetForecast;
import remediator.forecast.GroupForecast;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.local.FleetFindings;
import remediator.local.PolicyOption;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.LocalCloud;
import remediator.plan.Control;
import remediator.plan.Plan;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * The plan of a folder against the way of an event: the deployed function reads each group in the
 * local cloud, with the policy as the template gives it, and says what it decides on each control.
 */
class PlannedFleetTest {
  private static final Path SAMPLE = Path.of("src/local/fleet");
  private static final Path CASES = Path.of("src/test/resources/remediator/local/field-cases");

  /**
   * What one finding came to.
   *
   * @param reasons sentences
   */
  private record Verdict(String decision, List<String> reasons) {}

  static List<Path> fieldCases() throws IOException {
    try (Stream<Path> all = Files.list(CASES)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data:accept-loss,several-fail:tls-first,older-engines:replace",
        "target-engine:valkey,target-version:8.0,new-id:same,keep-old-days:7",
        "auth:user-group,user-group:shop-clients,cloudformation-owned:allow",
        "controls:ElastiCache.5,gate-preferred:ask,gate-days:90,preferred-days:90",
        "tags-may-loosen:controls,kms-key:arn:aws:kms:us-east-1:111122223333:key/"
            + "5a3b9c70-1d2e-4f60-8a91-b2c3d4e5f607"
      })
  void saysOfEachSampleGroupWhatItsFindingsComeTo(String policy) {
    assertThat(planned(SAMPLE, policy)).isNotEmpty().isEqualTo(decided(SAMPLE, policy));
  }

  @ParameterizedTest
  @MethodSource("fieldCases")
  void saysOfEachGroupOfTheFieldWhatItsFindingsComeTo(Path one) {
    Map<String, Verdict> decided = decided(one.resolve("fleet"), "");
    Map<String, Verdict> planned = planned(one.resolve("fleet"), "");
    if (one.endsWith("auth-secret-missing")) {
      // Whether a secret is there no answer of ElastiCache tells.
      String finding = "legacy-auth ElastiCache.4";
      assertThat(decided.remove(finding).decision()).isEqualTo("REFUSED");
      assertThat(planned.remove(finding).decision()).isEqualTo("REPLACE");
      assertThat(forecast(one.resolve("fleet"), "").groups())
          .singleElement()
          .satisfies(
              group ->
                  assertThat(group.unknown())
                      .anyMatch(
                          text ->
                              text.matches("whether the secret arn:.*legacy-auth.* is there.*")));
    }

    assertThat(planned).isNotEmpty().isEqualTo(decided);
  }

  /** Most of what an owner asks about first. */
  @ParameterizedTest
  @CsvSource({
    "orders-cache, ONLINE_TLS, REVERSIBLE",
    "profiles-62, UPGRADE_THEN_TLS, IN_PLACE",
    "cart-single, REPLACE, SECOND_GROUP",
    "mail-cfn, REFUSED, OWNER_FIRST",
    "tokens-compliant, NOTHING, DONE"
  })
  void givesEachGroupItsPlaceInTheOrder(String id, String decision, String stage) {
    List<GroupForecast> groups = forecast(SAMPLE, "").groups();

    assertThat(groups).isSortedAccordingTo((a, b) -> a.stage().compareTo(b.stage()));
    assertThat(groups)
        .filteredOn(g -> g.group().arn().id().equals(id))
        .singleElement()
        .satisfies(
            g -> {
              assertThat(g.decision()).hasToString(decision);
              assertThat(g.stage()).hasToString(stage);
            });
  }

  @Test
  void theCheapestSecondGroupComesFirst() {
    List<GroupForecast> second =
        forecast(SAMPLE, "").groups().stream()
            .filter(g -> g.plan() instanceof Plan.Replace)
            .toList();

    assertThat(second).hasSizeGreaterThan(2);
    assertThat(second.stream().map(g -> g.cost().orElseThrow()).toList()).isSorted();
  }

  private static FleetForecast forecast(Path folder, String policy) {
    return new FolderForecaster(
            Fleet.load(folder), PolicyOption.parse(policy).environment(), _ -> {})
        .forecast();
  }

  /** By group and control. */
  private static Map<String, Verdict> planned(Path folder, String policy) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (GroupForecast group : forecast(folder, policy).groups()) {
      group
          .byControl()
          .forEach(
              (control, plan) ->
                  verdicts.put(group.group().arn().id() + " " + control, verdict(plan, group)));
    }
    return verdicts;
  }

  private static Verdict verdict(Plan plan, GroupForecast group) {
    return new Verdict(
        plan.decision().name(),
        switch (plan) {
          case Plan.Refused refused -> refused.blockers().stream().map(Object::toString).toList();
          case Plan.Nothing nothing -> List.of(nothing.why());
          default -> List.of(plan.equals(group.plan()) ? group.what() : "another plan");
        });
  }

  /** The same by events, each with a failed finding; nothing is started. */
  private static Map<String, Verdict> decided(Path folder, String policy) {
    Fleet fleet = Fleet.load(folder);
    Map<String, String> parameters = new HashMap<>(PolicyOption.parse(policy).parameters());
    parameters.put("Mode", "plan-only");
    List<String> lines = new ArrayList<>();
    try (LocalCloud cloud =
        new LocalCloud(
            home(fleet),
            fleet,
            new NoData(),
            parameters,
            FaultPlan.NEVER,
            line -> lines.add(line.text()))) {
      String function =
          cloud.deployment.functions().stream()
              .filter(f -> f.logicalId().equals("FindingFunction"))
              .findFirst()
              .orElseThrow()
              .name();
      for (ReplicationGroup group : fleet.groups()) {
        for (Control control : Control.all()) {
          String event = event(group, control);
          new EventFixtures(cloud, null, null).importFindings(event);
          cloud.lambda.invokeAsync(function, event);
        }
      }
      while (cloud.clock.busy()) {
        cloud.clock.runNext();
      }
      assertThat(cloud.lambda.deadLetters()).isEmpty();
    }
    return lines.stream()
        .map(StrictJson::readObject)
        .filter(fields -> "finding".equals(fields.get("message")))
        .collect(
            Collectors.toMap(
                PlannedFleetTest::key, PlannedFleetTest::verdict, (one, _) -> one, TreeMap::new));
  }

  private static String event(ReplicationGroup group, Control control) {
    try {
      return FleetFindings.event(group, control);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Roles cannot be assumed across partitions. */
  private static AccountRegion home(Fleet fleet) {
    GroupArn first = GroupArn.parse(fleet.groups().getFirst().arn());
    return first.partition().equals("aws")
        ? LocalCloud.HOME
        : new AccountRegion(first.partition(), LocalCloud.ACCOUNT, first.region());
  }

  private static String key(Map<String, Object> fields) {
    String group = String.valueOf(fields.get("group"));
    return group.substring(group.lastIndexOf(':') + 1) + " " + fields.get("control");
  }

  private static Verdict verdict(Map<String, Object> fields) {
    return new Verdict(
        String.valueOf(fields.get("decision")),
        ((List<?>) fields.get("reasons"))
            .stream()
                .map(String::valueOf)
                .map(r -> r.replaceFirst("; it is looked at again at the next evaluation$", ""))
                .map(r -> r.replaceFirst("^Plan only: (.*)\\. Set mode to act.*", "$1"))
                .toList());
  }
}
