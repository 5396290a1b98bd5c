package remediator.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.local.CloudRun;
import remediator.policy.PolicyReader;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GeneratedFindings;
import remediator.scale.measure.GroupKind;

/** What the messages of one batch share, and what they do not. */
class BatchedFindingsTest {
  private static final String NOTE = "SecurityHub.BatchUpdateFindings";
  private static final String REFUSED = "global-datastore-member-refused";

  @TempDir private Path folder;
  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private List<String> failing(List<Events> events) throws Exception {
    return failingTexts(events.stream().map(e -> new String(e.bytes(), UTF_8)).toList());
  }

  private List<String> failingTexts(List<String> events) throws Exception {
    List<Map<String, Object>> records = new ArrayList<>();
    for (String event : events) {
      records.add(
          Map.of("eventSource", "aws:sqs", "messageId", "m" + records.size(), "body", event));
    }
    Map<String, Object> answer =
        run.invoke("FindingFunction", StrictJson.writeBytes(Map.of("Records", records)));
    return ((List<?>) answer.get("batchItemFailures"))
        .stream().map(failure -> (String) ((Map<?, ?>) failure).get("itemIdentifier")).toList();
  }

  /** The same control on the same group, of ten standards. */
  private static List<Events> ofTenStandards(String sample) {
    return IntStream.range(0, 10)
        .mapToObj(i -> Events.sample(sample).with("Id", "arn:aws:securityhub:us-east-1::of-" + i))
        .toList();
  }

  private void importing(List<Events> events) {
    events.forEach(e -> run.importing(e.bytes()));
  }

  @Test
  void tenFindingsOfOneGroupStartOneFlowAndAreNotedByOneCall() throws Exception {
    run = new CloudRun();
    List<Events> events = ofTenStandards("ec5-redis-7.1-online-tls");
    importing(events);

    assertThat(failing(events)).isEmpty();

    assertThat(run.executions()).hasSize(1);
    assertThat(run.performed(NOTE)).isEqualTo(1);
    assertThat(run.performed("ElastiCache.DescribeReplicationGroups")).isEqualTo(1);
    assertThat(Sample.workflows(run)).hasSize(10).containsOnly("NOTIFIED");
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().findings()).hasSize(10);
    assertThat(run.log("finding")).hasSize(10);
  }

  @Test
  void tenRefusalsOfOneGroupAreToldByOneCall() throws Exception {
    run = new CloudRun();
    List<Events> events = ofTenStandards(REFUSED);
    importing(events);

    assertThat(failing(events)).isEmpty();

    assertThat(run.performed(NOTE)).isEqualTo(1);
    assertThat(run.performed("SecurityHub.GetFindings")).isEqualTo(1);
    assertThat(Sample.notes(run)).hasSize(10);
  }

  @Test
  void aNoteThatSecurityHubDoesNotTakeFailsTheMessageOfItsFindingAlone() throws Exception {
    run = new CloudRun();
    List<Events> events = ofTenStandards(REFUSED);
    // Security Hub knows nothing of the fourth.
    importing(events.subList(0, 3));
    importing(events.subList(4, 10));

    assertThat(failing(events)).containsExactly("m3");

    assertThat(run.performed(NOTE)).isEqualTo(1);
    assertThat(Sample.notes(run)).hasSize(9);
    assertThat(run.log("message failed"))
        .singleElement()
        .extracting(line -> line.get("reason"))
        .asString()
        .contains("nobody could be told: finding arn:aws:securityhub:us-east-1::of-3: ");
  }

  @Test
  void aCallThatSecurityHubRefusesFailsAllMessagesOfTheGroupAndNoOther() throws Exception {
    run = new CloudRun();
    List<Events> events = new ArrayList<>(ofTenStandards(REFUSED).subList(0, 2));
    importing(events);
    events.add(1, Events.sample("already-compliant"));
    run.faults().always(NOTE, InjectedFault.ACCESS_DENIED);

    assertThat(failing(events)).containsExactly("m0", "m2");
  }

  @Test
  void aGroupThatCannotBeReadFailsAllItsMessagesAndNoOther() throws Exception {
    run = new CloudRun();
    Events orders = Sample.ofOrders();
    importing(List.of(orders, Sample.ofCart()));
    run.faults().next("ElastiCache.ListTagsForResource", InjectedFault.ACCESS_DENIED, 1);

    assertThat(failing(List.of(orders, Sample.ofCart(), orders))).containsExactly("m0", "m2");

    assertThat(run.ledger(Sample.ORDERS)).isEmpty();
    assertThat(run.ledger(Sample.CART)).isPresent();
  }

  private List<String> fleet(int groups, int accounts, GroupKind kind, Map<String, String> caps)
      throws IOException {
    GeneratedEstate estate =
        new GeneratedEstate(
            IntStream.range(0, groups)
                .mapToObj(
                    i ->
                        new GeneratedEstate.Group(kind, "30000000000" + i % accounts, "cache-" + i))
                .toList());
    run = new CloudRun(estate.fleet(folder), caps, FaultPlan.NEVER);
    List<String> events =
        estate.groups().stream()
            .map(
                g ->
                    GeneratedFindings.failed(
                        g, kind.controls().getFirst(), GeneratedFindings.SHAPES.getFirst()))
            .toList();
    events.forEach(e -> run.importing(e.getBytes(UTF_8)));
    return events;
  }

  @Test
  void rowsLayersAndWhatElastiCacheOffersAreReadForAllGroupsOfABatchAtOnce() throws Exception {
    List<String> events = fleet(8, 8, GroupKind.NOT_AT_REST, Map.of());

    assertThat(failingTexts(events)).isEmpty();

    assertThat(run.executions()).hasSize(8);
    assertThat(run.performed("DynamoDB.BatchGetItem")).isEqualTo(1);
    assertThat(run.performed("DynamoDB.GetItem")).isZero();
    assertThat(run.performed("SSM.GetParameters")).isEqualTo(1);
    assertThat(run.performed("ElastiCache.DescribeCacheEngineVersions")).isEqualTo(1);
    assertThat(run.performed("ElastiCache.DescribeCacheClusters")).isEqualTo(8);
  }

  @Test
  void whatElastiCacheOffersIsReadAgainAfterSomeMinutes() throws Exception {
    List<String> events = fleet(3, 3, GroupKind.NOT_AT_REST, Map.of("MaxFlows", "0"));
    failingTexts(events.subList(0, 1));
    run.forTime(EngineVersionCatalog.FRESH.minusSeconds(1));
    failingTexts(events.subList(1, 2));
    assertThat(run.performed("ElastiCache.DescribeCacheEngineVersions")).isEqualTo(1);

    run.forTime(Duration.ofSeconds(2));
    failingTexts(events.subList(2, 3));

    assertThat(run.performed("ElastiCache.DescribeCacheEngineVersions")).isEqualTo(2);
  }

  @Test
  void groupsOfOneAccountInABatchKeepToItsLimitAndItsOrder() throws Exception {
    List<String> events = fleet(3, 1, GroupKind.TLS_OFF, Map.of("MaxFlows", "1"));

    assertThat(failingTexts(events)).isEmpty();

    assertThat(run.executions()).hasSize(1);
    assertThat(run.performed("DynamoDB.BatchGetItem")).isEqualTo(1);
    run.toTheEnd();
    assertThat(run.executions())
        .extracting(e -> e.name().replaceFirst("-[^-]+-[^-]+-[^-]+$", ""))
        .containsExactly("cache-0", "cache-1", "cache-2");
    assertThat(run.deadLetters()).isEmpty();
  }

  @Test
  void linesOfEightAccountsAreLookedAtWithOneReadingOfTheirLayers() throws Exception {
    failingTexts(fleet(8, 8, GroupKind.TLS_OFF, Map.of("MaxFlows", "0")));
    run.forTime(PolicyReader.FRESH);
    long before = run.performed("SSM.GetParameters");

    assertThat(run.invoke("ReconcileFunction", "{\"command\":\"lines\"}".getBytes(UTF_8)))
        .containsEntry("lines", 8);
    assertThat(run.performed("SQS.SendMessageBatch")).isEqualTo(1);
    run.forTime(Duration.ofSeconds(1));

    assertThat(run.log("maintenance")).hasSize(8);
    assertThat(run.performed("SSM.GetParameters")).isEqualTo(before + 1);
  }
}
