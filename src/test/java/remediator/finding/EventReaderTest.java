package remediator.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.FindingId.Hub;

class EventReaderTest {
  private static final String ASFF = "ec5-redis-7.1-online-tls";
  private static final String OCSF = "ec5-redis-7.1-online-tls.ocsf";

  private final EventReader reader = new EventReader(Set.of("ElastiCache.4", "ElastiCache.5"));

  private List<FindingResult> read(Events event) {
    return reader.read(EventReader.parse(event.bytes()));
  }

  private FindingResult only(Events event) {
    List<FindingResult> results = read(event);
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  private static Finding failed(FindingResult result) {
    assertThat(result).isInstanceOf(FindingResult.FailedControl.class);
    return ((FindingResult.FailedControl) result).finding();
  }

  private static String notOurs(FindingResult result) {
    assertThat(result).isInstanceOf(FindingResult.Ignored.class);
    return ((FindingResult.Ignored) result).reason();
  }

  private static String unreadable(FindingResult result) {
    assertThat(result).isInstanceOf(FindingResult.Malformed.class);
    return ((FindingResult.Malformed) result).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec5-redis-7.1-online-tls",
        "ec5-redis-7.1-online-tls.per-standard",
        "ec5-redis-7.1-online-tls.ocsf",
        "ec5-redis-7.1-online-tls.custom-action"
      })
  void theSameFindingIsReadFromEveryFormat(String name) {
    Finding finding = failed(only(Events.sample(name)));
    assertThat(finding.control()).isEqualTo("ElastiCache.5");
    assertThat(finding.group())
        .hasToString("arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache");
    assertThat(finding.reference().hub()).isEqualTo(name.endsWith("ocsf") ? Hub.V2 : Hub.CSPM);
  }

  @Test
  void theControlIsTakenFromTheGeneratorWhereTheConsolidatedIdIsMissing() {
    Events event =
        Events.sample("ec5-redis-7.1-online-tls.per-standard")
            .with("Compliance/SecurityControlId", null)
            .with("GeneratorId", "service-managed-aws-control-tower/v/1.0.0/CT.ElastiCache.5");
    assertThat(failed(only(event)).control()).isEqualTo("ElastiCache.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ProductArn | arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default |"
            + " comes from the product",
        "ProductArn | arn:aws:securityhub:us-east-1::product/aws/guardduty | comes from the"
            + " product",
        "Compliance/SecurityControlId | ElastiCache.3 | this product does not remediate its"
            + " control",
        "Compliance/Status | WARNING | proves nothing",
        "Compliance/Status | NOT_AVAILABLE | proves nothing",
        "Workflow/Status | NOTIFIED | it has been dealt with",
        "Workflow/Status | RESOLVED | it has been dealt with",
        "Workflow/Status | SUPPRESSED | it is exempt"
      })
  void whatIsNotOursIsLeftAloneWithAReason(String path, String value, String reason) {
    assertThat(notOurs(only(Events.sample(ASFF).with(path, value)))).contains(reason);
  }

  /** It stays in Security Hub, and somebody must know that nothing is done about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AwsAccountId | 999988887777 | in another account",
        "Region | eu-west-1 | in another Region",
        "Resources/Id | arn:aws:elasticache:us-east-1:111122223333:serverlesscache:x | a serverless"
            + " cache",
        "Resources/Id | arn:aws:elasticache:us-east-1:111122223333:cluster:x-001 | a single cache"
            + " cluster",
        "Resources/Id | arn:aws:rds:us-east-1:111122223333:db:x | another service",
        "Resources/Id | AWS::::Account:111122223333 | is not an ARN",
        "Resources/Id | | Resources[0].Id is missing"
      })
  void aFailedFindingOfAResourceThatIsNotUnderstoodIsForPeople(
      String path, String value, String reason) {
    FindingResult result = only(Events.sample(ASFF).with(path, value));

    assertThat(result).isInstanceOf(FindingResult.UnknownResource.class);
    assertThat(((FindingResult.UnknownResource) result).reason()).contains(reason);
    assertThat(((FindingResult.UnknownResource) result).control()).isEqualTo("ElastiCache.5");
    // Of what asks for nothing nobody needs to know.
    assertThat(only(Events.sample(ASFF).with(path, value).with("Workflow/Status", "NOTIFIED")))
        .isNotInstanceOf(FindingResult.UnknownResource.class);
    assertThat(only(Events.sample(ASFF).with(path, value).with("Compliance/Status", "PASSED")))
        .isNotInstanceOf(FindingResult.UnknownResource.class);
  }

  @Test
  void aFailedFindingWithoutAResourceIsForPeople() {
    assertThat(only(Events.sample(ASFF).with("Resources", List.of())))
        .isInstanceOf(FindingResult.UnknownResource.class);
    assertThat(only(Events.sample(OCSF).with("resources/uid_alt", "x").with("resources/uid", "y")))
        .isInstanceOf(FindingResult.UnknownResource.class);
  }

  @Test
  void aSampleFindingIsNeverActedOn() {
    assertThat(notOurs(only(Events.sample(ASFF).with("Sample", true)))).contains("sample");
  }

  @Test
  void aPersonOverrulesNotifiedAndResolvedButNotSuppressed() {
    String custom = "ec5-redis-7.1-online-tls.custom-action";
    failed(only(Events.sample(custom).with("Workflow/Status", "NOTIFIED")));
    failed(only(Events.sample(custom).with("Workflow/Status", "RESOLVED")));
    assertThat(notOurs(only(Events.sample(custom).with("Workflow/Status", "SUPPRESSED"))))
        .contains("exempt");
  }

  @Test
  void passedAndArchivedEndACase() {
    FindingResult passed = only(Events.sample(ASFF).with("Compliance/Status", "PASSED"));
    FindingResult archived = only(Events.sample(ASFF).with("RecordState", "ARCHIVED"));
    FindingResult pass = only(Events.sample(OCSF).with("compliance/status", "Pass"));
    FindingResult closed = only(Events.sample(OCSF).with("activity_id", 3));
    assertThat(List.of(passed, archived, pass, closed))
        .allSatisfy(i -> assertThat(i).isInstanceOf(FindingResult.Closed.class));
  }

  @Test
  void aCoverageFindingOfTheSameClassIsNotOurs() {
    Events event =
        Events.sample(OCSF)
            .with(
                "metadata/product/uid",
                "arn:aws:securityhub:us-east-1::productv2/aws/securityhub-coverage")
            .with("compliance/control", null);
    assertThat(notOurs(only(event))).contains("securityhub-coverage");
  }

  @ParameterizedTest
  @CsvSource({"class_uid, 2004", "class_uid, 6003"})
  void otherOcsfClassesAreNotOurs(String path, int value) {
    assertThat(notOurs(only(Events.sample(OCSF).with(path, value)))).contains("class_uid");
  }

  @Test
  void theArnIsFoundInUidWhereUidAltIsMissing() {
    String arn = "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache";
    Events event = Events.sample(OCSF).with("resources/uid_alt", null).with("resources/uid", arn);
    assertThat(failed(only(event)).group()).hasToString(arn);
  }

  @ParameterizedTest
  @CsvSource({
    "ProductArn, ProductArn is missing",
    "Compliance, Compliance is missing",
    "Compliance/Status, Compliance.Status is missing",
    "Workflow, Workflow is missing",
    "RecordState, RecordState is missing",
    "AwsAccountId, AwsAccountId is missing",
    "Region, Region is missing",
    "UpdatedAt, UpdatedAt is missing",
    "Resources, Resources is missing"
  })
  void aMissingFieldIsNamed(String path, String reason) {
    assertThat(unreadable(only(Events.sample(ASFF).with(path, null)))).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "ProductArn, 'ProductArn is a number, not text'",
    "Compliance, 'Compliance is a number, not an object'",
    "Resources, 'Resources is a number, not a list'",
    "Sample, 'Sample is a number, not true or false'"
  })
  void aFieldOfTheWrongTypeIsNamed(String path, String reason) {
    assertThat(unreadable(only(Events.sample(ASFF).with(path, 7)))).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({"Compliance/Status, MAYBE", "RecordState, GONE", "Workflow/Status, LATER"})
  void anUnknownValueIsNotGuessedAt(String path, String value) {
    assertThat(unreadable(only(Events.sample(ASFF).with(path, value)))).contains(value);
  }

  @Test
  void oneBrokenFindingDoesNotStopTheOthers() {
    Events event = Events.sample("ec4-and-ec5-together-replace").with("Compliance", "broken");
    List<FindingResult> results = read(event);
    assertThat(results).hasSize(2);
    assertThat(unreadable(results.getFirst())).contains("Compliance");
    failed(results.getLast());
  }

  @Test
  void everyResourceOfAFindingIsJudgedOnItsOwn() {
    Events event = Events.sample(ASFF);
    List<Object> resources = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String id = i % 2 == 0 ? "cache-" + i : "-odd-" + i;
      resources.add(
          Map.of("Id", "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:" + id));
    }
    List<FindingResult> results = read(event.with("Resources", resources));
    assertThat(results).hasSize(32);
    assertThat(results.stream().filter(FindingResult.FailedControl.class::isInstance)).hasSize(16);
  }

  @Test
  void tenThousandFindingsAreAllLookedAt() {
    Map<String, Object> small = Map.of("Id", "x", "ProductArn", "y");
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(small);
    }
    Events event = Events.sample(ASFF).withEnvelope("detail", Map.of("findings", many));
    assertThat(read(event)).hasSize(10_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON | the event is not JSON",
        "[1] | the event is not JSON: it is not a JSON object",
        "{} | source is missing",
        "{\"source\":\"aws.ec2\"} | no Security Hub event",
        "{\"source\":\"aws.securityhub\"} | detail-type is missing",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Other\"} | detail-type is \"Other\"",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Findings Imported V2\"} | detail is"
            + " missing",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Findings Imported"
            + " V2\",\"detail\":{\"findings\":[]}} | detail.findings is empty"
      })
  void anEventOfAnotherShapeSaysWhatIsWrong(String text, String reason) {
    assertThatThrownBy(() -> reader.read(EventReader.parse(text.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void anEventOverAMegabyteIsRefused() {
    assertThatThrownBy(() -> EventReader.parse(new byte[EventReader.LARGEST + 1]))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("1048576");
  }

  @Test
  void nothingUnprintableComesThrough() {
    String nasty =
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:\u001b[31mred\u202e\r\n";
    FindingResult result = only(Events.sample(ASFF).with("Resources/Id", nasty));
    String reason = ((FindingResult.UnknownResource) result).reason();
    assertThat(reason).doesNotContain("\u001b", "\u202e", "\r", "\n").contains("?[31mred?");
  }
}
