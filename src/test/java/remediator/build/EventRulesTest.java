package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.events.EventRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;

/** Which events the template's rules let in; by AWS's own matcher. */
class EventRulesTest {
  private static final EventRules RULES = new EventRules(Template.product(Map.of()).rules());

  private static final String ASFF = "ec5-redis-7.1-online-tls";
  private static final String OCSF = "ec5-redis-7.1-online-tls.ocsf";
  private static final String BY_HAND = "ec5-redis-7.1-online-tls.custom-action";

  private static List<String> matching(Events event) {
    return RULES.matching(new String(event.bytes(), StandardCharsets.UTF_8)).stream()
        .map(rule -> rule.replace("remediator-", ""))
        .toList();
  }

  private static List<String> changed(String sample, String path, Object value) {
    return matching(Events.sample(sample).with(path, value));
  }

  @ParameterizedTest
  @CsvSource({
    "ec4-one-node-replace, FindingImported",
    "ec4-one-node-replace.ocsf, FindingImportedV2",
    "ec4-three-uneven-shards-replace.custom-action, FindingSentByHand",
    "ec5-other-account-online-tls, FindingImported",
    "ec5-passed-closes-the-case, FindingOver",
    "ec5-redis-7.1-online-tls, FindingImported",
    "ec5-redis-7.1-online-tls.ocsf, FindingImportedV2",
    "ec5-redis-7.1-online-tls.per-standard, FindingImported",
    "ec5-redis-7.1-online-tls.custom-action, FindingSentByHand"
  })
  void eachFormatHasOneRule(String sample, String rule) {
    assertThat(matching(Events.sample(sample))).containsExactly(rule);
  }

  @Test
  void everyPartitionIsLetIn() {
    assertThat(
            changed(
                ASFF, "ProductArn", "arn:aws-cn:securityhub:cn-north-1::product/aws/securityhub"))
        .containsExactly("FindingImported");
    assertThat(
            changed(
                OCSF,
                "metadata/product/uid",
                "arn:aws-us-gov:securityhub:us-gov-west-1::productv2/aws/securityhub"))
        .containsExactly("FindingImportedV2");
  }

  @ParameterizedTest
  @CsvSource({
    "Compliance/SecurityControlId, ElastiCache.3",
    "Compliance/SecurityControlId, ElastiCache.45",
    "Compliance/Status, WARNING",
    "Compliance/Status, NOT_AVAILABLE",
    "Workflow/Status, NOTIFIED",
    "Workflow/Status, SUPPRESSED",
    "Workflow/Status, RESOLVED",
    "ProductArn, arn:aws:securityhub:us-east-1::product/aws/inspector",
    "ProductArn, arn:aws:securityhub:us-east-1:111122223333:product/aws/securityhub"
  })
  void whatIsNotANewFailureOfOurControlsStaysOut(String path, String value) {
    assertThat(changed(ASFF, path, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "class_uid, 2004",
    "compliance/control, ElastiCache.3",
    "compliance/status, Warning",
    "metadata/product/uid, arn:aws:securityhub:us-east-1::productv2/aws/inspector"
  })
  void whatIsNotANewFailureOfOurControlsStaysOutInTheNewerFormatToo(String path, String value) {
    Object typed = value.matches("[0-9]+") ? Integer.valueOf(value) : value;

    assertThat(changed(OCSF, path, typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6})
  void aFindingThatSomebodyIsAtWorkOnStaysOut(int status) {
    assertThat(changed(OCSF, "status_id", status)).isEmpty();
  }

  @Test
  void theEndOfACaseHasItsOwnRule() {
    assertThat(changed(ASFF, "Compliance/Status", "PASSED")).containsExactly("FindingOver");
    assertThat(changed(ASFF, "RecordState", "ARCHIVED")).containsExactly("FindingOver");
    assertThat(changed(OCSF, "compliance/status", "Pass")).contains("FindingOverV2");
    assertThat(changed(OCSF, "activity_id", 3)).containsExactly("FindingOverV2");
    assertThat(changed(OCSF, "status_id", 5)).containsExactly("FindingOverV2");
  }

  @Test
  void theEndOfAnotherControlsCaseIsNotOurs() {
    Events event = Events.sample(ASFF).with("Compliance/SecurityControlId", "ElastiCache.3");

    assertThat(matching(event.with("Compliance/Status", "PASSED"))).isEmpty();
  }

  @Test
  void aPersonMaySendAFindingAgainThatWasNotedAlready() {
    assertThat(changed(BY_HAND, "Workflow/Status", "NOTIFIED"))
        .containsExactly("FindingSentByHand");
  }

  @Test
  void anotherActionOfAPersonIsNotOurs() {
    Events other =
        Events.sample(BY_HAND)
            .withEnvelope(
                "resources", List.of("arn:aws:securityhub:us-east-1:111122223333:action/custom/X"));

    assertThat(matching(other)).isEmpty();
  }

  @Test
  void anotherSourceIsNotOurs() {
    assertThat(matching(Events.sample(ASFF).withEnvelope("source", "my.app"))).isEmpty();
    assertThat(matching(Events.sample(OCSF).withEnvelope("source", "my.app"))).isEmpty();
    assertThat(matching(Events.sample(BY_HAND).withEnvelope("source", "my.app"))).isEmpty();
  }

  @Test
  void oneFindingOfManyLetsTheWholeEventIn() {
    Events event = Events.sample(ASFF);
    event
        .findings()
        .add(Events.sample(ASFF).with("Compliance/Status", "PASSED").findings().getFirst());

    assertThat(matching(event)).containsExactlyInAnyOrder("FindingImported", "FindingOver");
  }

  @Test
  void twoFindingsDoNotMatchTogether() {
    Events event = Events.sample(ASFF).with("Workflow/Status", "NOTIFIED");
    event
        .findings()
        .add(
            Events.sample(ASFF)
                .with("Compliance/SecurityControlId", "ElastiCache.3")
                .findings()
                .getFirst());

    assertThat(matching(event)).isEmpty();
  }
}
