package remediator.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** Input that is broken, foreign or hostile: told in one line, kept, and never acted on. */
class BadInputTest {
  /** Lambda tries an event three times before it goes to the dead-letter queue. */
  private static final int TRIES = 3;

  private static CloudRun after(byte[] event) {
    CloudRun run = new CloudRun();
    run.send(event);
    return run.toTheEnd();
  }

  private static String deadLetter(CloudRun run) {
    assertThat(run.deadLetters()).hasSize(1);
    return String.valueOf(
        Events.map(run.deadLetters().getFirst().get("responsePayload")).get("errorMessage"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"source\"           | not JSON",
        "[]                    | not JSON",
        "{}                    | source is missing",
        "{\"hello\":1}         | source is missing",
        "{\"source\":1}        | source is a number, not text",
        "{\"source\":\"aws.ec2\"} | no Security Hub event",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"x\"} | detail-type is \"x\"",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings - Imported\"} |"
            + " detail is missing",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings -"
            + " Imported\",\"detail\":{\"findings\":[]}} | detail.findings is empty",
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings -"
            + " Imported\",\"detail\":{\"findings\":{}}} | detail.findings is an object, not a list"
      })
  void anEventOfAnotherShapeIsToldInOneLineAndKept(String event, String told) {
    try (CloudRun run = after(event.getBytes(UTF_8))) {
      assertThat(run.log("event not understood"))
          .hasSize(TRIES)
          .allSatisfy(l -> assertThat(l.get("reason").toString()).contains(told));
      assertThat(deadLetter(run)).contains(told);
      assertThat(run.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Compliance,text,Compliance is text",
    "Resources,text,Resources is text",
    "Workflow,,Workflow is missing",
    "AwsAccountId,,AwsAccountId is missing",
    "ProductArn,,ProductArn is missing",
    "RecordState,GONE,RecordState is \"GONE\"",
    "Compliance/Status,BROKEN,Compliance.Status is \"BROKEN\"",
    "Workflow/Status,SLEEPING,workflow status is \"SLEEPING\""
  })
  void aFindingWithABrokenFieldIsNamedAndKept(String path, String value, String told) {
    try (CloudRun run = after(Sample.ofOrders().with(path, value).bytes())) {
      assertThat(run.log("finding"))
          .hasSize(TRIES)
          .allSatisfy(l -> assertThat(l.get("reasons").toString()).contains(told));
      assertThat(run.log("event")).allSatisfy(l -> assertThat(l).containsEntry("failures", 1));
      assertThat(deadLetter(run)).contains(told);
      assertThat(run.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:elasticache:us-east-1:111122223333:serverlesscache:orders-cache",
        "arn:aws:elasticache:us-east-1:111122223333:cluster:orders-cache-001",
        "arn:aws:memorydb:us-east-1:111122223333:cluster/orders-cache",
        "arn:aws:s3:::orders-cache",
        "arn:aws:elasticache:us-east-1:999999999999:replicationgroup:orders-cache",
        "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders-cache",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache/../x",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders cache; reboot",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:\u202eehcac\n\u001b[2J",
        "orders-cache"
      })
  @NullSource
  void aResourceThatIsNoGroupOfTheFindingsOwnPlaceIsToldOnceAndNothingIsDone(String arn) {
    Events event = Sample.ofOrders().with("Resources/Id", arn);
    try (CloudRun run = after(event.bytes())) {
      assertThat(run.log("finding"))
          .singleElement()
          .satisfies(
              l -> {
                assertThat(l).containsEntry("decision", "IGNORED");
                assertThat(l.get("reasons").toString())
                    .containsIgnoringCase("resource")
                    .doesNotContain("\n", "\u001b", "\u202e");
              });
      assertThat(told(run))
          .singleElement()
          .asString()
          .contains("ElastiCache.5 FAILED in account 111122223333, Region us-east-1")
          .contains("Nothing is done about that");
      assertThat(run.calls()).noneMatch(c -> c.toString().contains("ElastiCache."));
      assertThat(run.executions()).isEmpty();
      run.send(event.bytes());
      run.toTheEnd();
      assertThat(told(run)).hasSize(1);
      assertThat(run.deadLetters()).isEmpty();
    }
  }

  @Test
  void manyResourcesThatAreNotUnderstoodAreOneMessageAndOneThatIsLostIsTriedAgain() {
    Events event = Sample.ofOrders().with("Resources/Id", "x");
    for (int i = 1; i < 100; i++) {
      Map<String, Object> another = new HashMap<>(event.findings().getFirst());
      another.put("Id", "finding-" + i);
      event.findings().add(another);
    }
    try (CloudRun run = new CloudRun()) {
      run.faults().next("SNS.Publish", InjectedFault.SERVER_ERROR, 5);
      run.send(event.bytes());
      run.toTheEnd();

      assertThat(told(run)).singleElement().asString().contains("and 80 more");
      assertThat(run.log("finding")).hasSize(200);
    }
  }

  private static List<String> told(CloudRun run) {
    return run.messages().stream().map(m -> m.message()).toList();
  }

  @Test
  void findingsOfOthersAreIgnored() {
    List<Events> foreign =
        List.of(
            Sample.ofOrders()
                .with("ProductArn", "arn:aws:securityhub:us-east-1::product/acme/scanner"),
            Sample.ofOrders()
                .with("ProductArn", "arn:aws:securityhub:us-east-1:1:product/1/aws/securityhub"),
            Sample.ofOrders().with("Sample", true),
            Sample.ofOrders().with("Compliance/SecurityControlId", "ElastiCache.3"),
            Events.sample("ec5-redis-7.1-online-tls.ocsf")
                .with(
                    "metadata/product/uid",
                    "arn:aws:securityhub:us-east-1::productv2/aws/securityhub-coverage"));
    for (Events event : foreign) {
      try (CloudRun run = after(event.bytes())) {
        assertThat(run.log("finding"))
            .singleElement()
            .satisfies(l -> assertThat(l).containsEntry("decision", "IGNORED"));
        assertThat(run.calls()).isEmpty();
        assertThat(run.deadLetters()).isEmpty();
      }
    }
  }

  @Test
  void anEventOfMoreThanAMegabyteIsRefusedWhole() {
    Events event = Sample.ofOrders();
    event.with("Description", "x".repeat(1024 * 1024));
    try (CloudRun run = after(event.bytes())) {
      assertThat(deadLetter(run)).contains("more than 1048576 bytes");
      assertThat(run.calls()).isEmpty();
    }
  }

  @Test
  void tenThousandFindingsAreEachToldOfAndTheGoodOneIsDealtWith() {
    Events event = Sample.ofOrders();
    for (int i = 1; i < 10_000; i++) {
      event.findings().add(new HashMap<>(Map.of("Id", "f" + i)));
    }
    try (CloudRun run = after(event.bytes())) {
      assertThat(run.log("event").getFirst())
          .containsEntry("findings", 10_000)
          .containsEntry("failures", 9_999);
      assertThat(run.log("finding").stream().map(l -> l.get("finding")).distinct()).hasSize(10_000);
      assertThat(deadLetter(run)).startsWith("9999 of the event's findings");
      assertThat(run.executions()).hasSize(1);
    }
  }

  @Test
  void aFindingOfThirtyTwoResourcesActsOnEachGoodOne() {
    Events event = Sample.ofOrders();
    List<Map<String, Object>> resources = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      resources.add(Map.of("Id", "arn:aws:s3:::bucket-" + i));
    }
    resources.add(Map.of("Id", Sample.ORDERS));
    resources.add(Map.of("Id", Sample.arn("sessions-valkey")));
    event.with("Resources", resources);
    try (CloudRun run = after(event.bytes())) {
      assertThat(run.log("finding")).hasSize(32);
      for (String group : List.of(Sample.ORDERS, Sample.arn("sessions-valkey"))) {
        assertThat(run.ledger(group).orElseThrow().state()).isEqualTo(RemediationCase.State.DONE);
      }
      assertThat(run.executions()).hasSize(2);
    }
  }

  @Test
  void severalGroupsInOneEventAreDealtWithAroundABrokenFinding() {
    Events event = Sample.ofOrders();
    event.findings().add(new HashMap<>(Map.of("Id", "broken")));
    event.findings().add(Sample.ofCart().findings().getFirst());
    try (CloudRun run = after(event.bytes())) {
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
      assertThat(run.ledger(Sample.CART).orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
      assertThat(run.executions()).hasSize(2);
      assertThat(deadLetter(run)).contains("finding broken");
    }
  }
}
