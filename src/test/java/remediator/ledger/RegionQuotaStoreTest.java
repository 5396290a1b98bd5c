package remediator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.TestCloud;
import awsemulator.services.MemoryTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.group.GroupArn;
import remediator.plan.Plan.Decision;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** A case and the roster beside it, by one call. */
class RegionQuotaStoreTest {
  /** As decision record 9 and operations.md promise; not the code's own constant. */
  private static final Duration OLD = Duration.ofSeconds(5);

  private static final String TABLE = "cases";

  private final TestCloud cloud = new TestCloud();
  private final MemoryTable table = new MemoryTable();
  private final GroupArn group = new GroupArn("aws", "eu-west-1", TestCloud.ACCOUNT, "orders");
  private DynamoDbClient client;
  private Ledger ledger;

  @BeforeEach
  void open() {
    cloud.serving(table);
    client = cloud.client(DynamoDbClient.builder());
    client.createTable(
        t ->
            t.tableName(TABLE)
                .keySchema(
                    KeySchemaElement.builder().attributeName("group").keyType("HASH").build()));
    ledger = new Ledger(client, TABLE, new ExecutionNames("10ca1000"));
  }

  @AfterEach
  void close() {
    client.close();
    cloud.close();
  }

  private long reads() {
    return cloud.log.entries().stream().filter(e -> e.operation().contains("GetItem")).count();
  }

  private void opened() {
    ledger.tryStart(
        new NewCase(
            group, Decision.REPLACE, Set.of("ElastiCache.4"), Map.of(), Map.of(), List.of()));
  }

  @Test
  void aPlaceIsTakenUponWhatWasReadWithTheCase() {
    opened();
    long before = reads();
    RegionQuotaStore quotas = ledger.rosters();

    assertThat(quotas.findCase(group, Instant.EPOCH)).isEqualTo(ledger.find(group));
    quotas.change(group, r -> r.with(group, Instant.EPOCH));
    assertThat(reads()).as("both at once, and the case again by this test").isEqualTo(before + 2);
    assertThat(ledger.rosters().of(group).running()).containsKey(group);
  }

  @Test
  void aGroupThatTheLedgerDoesNotKnowHasNoCaseAndMayTakeAPlace() {
    RegionQuotaStore quotas = ledger.rosters();

    assertThat(quotas.findCase(group, Instant.EPOCH)).isEmpty();
    assertThat(quotas.change(group, r -> r.with(group, Instant.EPOCH)).running())
        .containsKey(group);
  }

  @Test
  void whoWasFasterSinceIsSeen() {
    RegionQuotaStore quotas = ledger.rosters();
    quotas.findCase(group, Instant.EPOCH);
    GroupArn other = group.withId("other");
    ledger.rosters().change(other, r -> r.with(other, Instant.EPOCH));

    assertThat(quotas.change(group, r -> r.with(group, Instant.EPOCH)).running())
        .containsOnlyKeys(group, other);
  }

  @Test
  void whatDynamoDbLeavesUnprocessedIsAskedForAgain() {
    opened();
    table.leaveUnprocessed();
    RegionQuotaStore quotas = ledger.rosters();

    Optional<RemediationCase> found = quotas.findCase(group, Instant.EPOCH);
    assertThat(found).isEqualTo(ledger.find(group));
    assertThat(found).isPresent();
    ledger.rosters().change(group, r -> r.waitingFor(group));
    assertThat(quotas.change(group, r -> r.with(group, Instant.EPOCH)).version()).isEqualTo(1);
  }

  @Test
  void rowsThatAreExpectedAreReadWithTheFirstAndAgainOnceTheyAreOld() {
    opened();
    GroupArn next = group.withId("next");
    GroupArn last = group.withId("last");
    long before = reads();
    RegionQuotaStore quotas = ledger.rosters();
    quotas.expect(List.of(group, next, last));

    assertThat(quotas.findCase(group, Instant.EPOCH)).isPresent();
    assertThat(quotas.findCase(next, Instant.EPOCH.plus(OLD))).isEmpty();
    assertThat(reads()).isEqualTo(before + 1);

    ledger.tryStart(
        new NewCase(
            last, Decision.REPLACE, Set.of("ElastiCache.4"), Map.of(), Map.of(), List.of()));
    assertThat(quotas.findCase(last, Instant.EPOCH.plus(OLD).plusMillis(1))).isPresent();
  }

  @Test
  void theSecondGroupOfARosterTakesItsPlaceUponWhatTheFirstHasWritten() {
    RegionQuotaStore quotas = ledger.rosters();
    GroupArn other = group.withId("other");
    quotas.expect(List.of(group, other));
    quotas.findCase(group, Instant.EPOCH);
    quotas.change(group, r -> r.with(group, Instant.EPOCH));
    long before = reads();
    quotas.findCase(other, Instant.EPOCH);

    assertThat(quotas.change(other, r -> r.with(other, Instant.EPOCH)).running())
        .containsOnlyKeys(group, other);
    assertThat(reads()).isEqualTo(before);
  }
}
