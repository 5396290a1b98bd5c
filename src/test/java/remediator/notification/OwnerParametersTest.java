package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.template.tree.InvalidTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.plan.PolicySetting;

/** What the template makes of the list of owners. */
class OwnerParametersTest {
  private static final int PLACES = 10;

  private static StackDeployment deploy(Map<String, String> parameters) {
    return SamTemplate.read(Path.of("template.yaml"))
        .resolve(parameters, "111122223333", "ap-southeast-2", "aws-us-gov");
  }

  private static Map<String, Map<String, Object>> subscriptions(String addresses) {
    return deploy(Map.of("NotifyAddresses", addresses)).ofType("AWS::SNS::Subscription").stream()
        .collect(
            Collectors.toMap(
                DeployedResource::logicalId,
                DeployedResource::properties,
                (a, _) -> a,
                TreeMap::new));
  }

  private static Map<String, Object> subscription(String address) {
    return Map.of(
        "TopicArn",
        "arn:aws-us-gov:sns:ap-southeast-2:111122223333:remediator-OwnerNotices",
        "Protocol",
        "email",
        "Endpoint",
        address,
        "FilterPolicy",
        Map.of("notify", Collections.singletonList(address)));
  }

  @Test
  void eachAddressHasASubscriptionOfItsOwnForMessagesThatNameIt() {
    assertThat(subscriptions("")).isEmpty();
    assertThat(subscriptions(",,")).isEmpty();
    assertThat(subscriptions("ann@example.com"))
        .isEqualTo(Map.of("OwnerByEmail1", subscription("ann@example.com")));
    String all =
        IntStream.range(0, PLACES)
            .mapToObj(i -> "owner" + i + "@example.com")
            .collect(Collectors.joining(","));
    assertThat(subscriptions(all)).hasSize(PLACES);
    for (int i = 0; i < PLACES; i++) {
      assertThat(subscriptions(all))
          .containsEntry("OwnerByEmail" + (i + 1), subscription("owner" + i + "@example.com"));
    }
  }

  /** A subscription that moved to another resource would be made, and deleted right after. */
  @Test
  void anEmptyPlaceLeavesTheOthersWhereTheyWere() {
    Map<String, Map<String, Object>> before = subscriptions("a@example.com,b@example.com,c@x.org");
    before.remove("OwnerByEmail2");

    assertThat(subscriptions("a@example.com,,c@x.org")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NotifyAddresses; ann",
        "NotifyAddresses; ann@example.com bob@example.com",
        "NotifyAddresses; <b>@example.com",
        "NotifyAddresses; a@b.c,,,,,,,,,,k@b.c",
        "NotifyTopics; *",
        "NotifyTopics; arn:aws:sns:*:*:*",
        "NotifyTopics; arn:aws:sns:us-east-1:111122223333:shop,",
        "NotifyTopics; arn:aws:sqs:us-east-1:111122223333:shop"
      })
  void whatIsNoListIsRefusedWhenItIsDeployed(String parameter, String value) {
    assertThatThrownBy(() -> deploy(Map.of(parameter, value)))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageContaining(parameter);
  }

  /** "Lambda quotas": 4 KB for all environment variables of a function. */
  @Test
  void theVariablesFitAlsoWhereEverythingIsLong() {
    String topic = "arn:aws-us-gov:sns:ap-southeast-2:111122223333:";
    String topics = String.join(",", Collections.nCopies(4, topic + "t".repeat(256)));
    String loosenable =
        Arrays.stream(PolicySetting.values())
            .filter(PolicySetting::canBeLoosened)
            .map(PolicySetting::key)
            .collect(Collectors.joining(","));
    StackDeployment longest =
        deploy(
            Map.ofEntries(
                Map.entry("NotifyTopics", topics.substring(0, 900)),
                Map.entry("NotifyAddresses", "a".repeat(488) + "@example.com"),
                Map.entry("TagsMayLoosen", loosenable),
                Map.entry("MemberRoleName", "m".repeat(64)),
                Map.entry("MemberRetireRoleName", "r".repeat(64)),
                Map.entry("EndpointPath", "/" + "e".repeat(60)),
                Map.entry("Chat", "yes"),
                Map.entry("DecisionPage", "public"),
                Map.entry("KmsKey", topic.replace("sns", "kms") + "alias/" + "k".repeat(100)),
                Map.entry("DataPlaneSubnets", "subnet-1"),
                Map.entry("DataPlaneSecurityGroups", "sg-1")));

    for (TemplateFunction function : longest.functions()) {
      int bytes =
          function.environment().entrySet().stream()
              .mapToInt(e -> (e.getKey() + e.getValue()).getBytes(StandardCharsets.UTF_8).length)
              .sum();
      assertThat(bytes).as(function.logicalId() + " " + bytes).isLessThan(4096);
    }
  }
}
