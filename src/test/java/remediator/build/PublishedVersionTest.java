package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A published version keeps the variables that the function had, so each change of them must
 * publish another one. CloudFormation does when the text of the settings changes, and fails when it
 * is to publish a version that differs in nothing.
 */
class PublishedVersionTest {
  /** Another value for each parameter that takes more than a list of them. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("NotificationEmail", "owner@example.com"),
          Map.entry("NotifyTopics", "arn:aws:sns:us-east-1:111122223333:shop"),
          Map.entry("NotifyAddresses", "shop@example.com"),
          Map.entry("AlarmEmail", "a@example.com"),
          Map.entry("MemberRoleName", "member"),
          Map.entry("MemberRetireRoleName", "retire"),
          Map.entry("OrganizationId", "o-exampleorgid"),
          Map.entry(
              "EncryptionKeyArn",
              "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000"),
          Map.entry("EndpointPath", "/caches"),
          Map.entry("DnsZone", "Z0123456789ABC"),
          Map.entry("ReportBucket", "reports"),
          Map.entry("ConsoleTrailBucket", "trails"),
          Map.entry("DataPlaneSubnets", "subnet-1"),
          Map.entry("DataPlaneSecurityGroups", "sg-1"),
          Map.entry("MaxFlows", "1"),
          Map.entry("MaxGroupsADay", "1"),
          Map.entry("StopAlarm", "an-alarm"),
          Map.entry("Window", "own"),
          Map.entry("TargetVersion", "7.1"),
          Map.entry("KmsKey", "arn:aws:kms:eu-central-1:111122223333:key/12345678"),
          Map.entry("RequiredAfterQuietMinutes", "30"),
          Map.entry("UserGroup", "shop-users"),
          Map.entry("GateDays", "7"),
          Map.entry("PreferredDays", "7"),
          Map.entry("KeepOldDays", "1"),
          Map.entry("FreezeMinutes", "60"),
          Map.entry("PageConcurrency", "3"),
          Map.entry("MaxAttempts", "1"),
          Map.entry("TagsMayLoosen", "window"));

  private static final Map<String, Object> PARAMETERS = Template.section("Parameters");

  static Stream<String> parameters() {
    return PARAMETERS.keySet().stream();
  }

  private static List<String> values(String parameter) {
    Map<String, Object> declared = Template.map(PARAMETERS.get(parameter));
    List<String> values = new ArrayList<>(List.of(String.valueOf(declared.get("Default"))));
    if (OTHERS.containsKey(parameter)) {
      values.add(OTHERS.get(parameter));
    } else {
      assertThat(declared).as(parameter).containsKey("AllowedValues");
      Template.list(declared.get("AllowedValues")).forEach(v -> values.add(v.toString()));
    }
    return values;
  }

  private static DeployedResource named(StackDeployment deployment, String logicalId) {
    return Objects.requireNonNull(deployment.resources().get(logicalId), logicalId);
  }

  private static Object function(StackDeployment deployment) {
    return named(deployment, "FindingFunction").properties();
  }

  private static Object settings(StackDeployment deployment) {
    return named(deployment, "SettingsVersion").properties().get("Content");
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void theSettingsChangeWhereverAParameterChangesTheFunction(String parameter) {
    List<StackDeployment> all =
        values(parameter).stream().map(v -> Template.product(Map.of(parameter, v))).toList();
    for (StackDeployment one : all) {
      for (StackDeployment other : all) {
        assertThat(settings(one).equals(settings(other)))
            .as("whether " + parameter + " leaves the settings as they were")
            .isEqualTo(function(one).equals(function(other)));
      }
    }
  }

  @Test
  void theVersionIsDescribedByTheNumberOfTheSettings() {
    Object function = Template.map(Template.section("Resources").get("FindingFunction"));

    assertThat(Template.map(Template.map(function).get("Properties")))
        .containsEntry("VersionDescription", Map.of("Fn::Sub", "settings ${SettingsVersion}"))
        .containsEntry("AutoPublishAliasAllProperties", true);
  }

  @Test
  void theSnapshotCanBeSwitchedOff() {
    assertThat(snapStart("on")).isEqualTo(Map.of("ApplyOn", "PublishedVersions"));
    assertThat(snapStart("off")).isEqualTo(Map.of("ApplyOn", "None"));
  }

  private static Object snapStart(String parameter) {
    return named(Template.product(Map.of("SnapStart", parameter)), "FindingFunction")
        .properties()
        .get("SnapStart");
  }
}
