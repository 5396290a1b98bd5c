package remediator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.TestCloud;
import awsemulator.services.MemoryTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.group.GroupArn;
import remediator.ledger.RemediationCase.State;
import remediator.plan.Plan.Decision;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** A change of a case writes what changed, upon the case that it was made from. */
class LedgerTest {
  private static final String TABLE = "cases";
  private static final Instant NOW = Instant.EPOCH;

  private final TestCloud cloud = new TestCloud();
  private final GroupArn group = new GroupArn("aws", "eu-west-1", TestCloud.ACCOUNT, "orders");
  private final NewCase newCase =
      new NewCase(group, Decision.REPLACE, Set.of("ElastiCache.4"), Map.of(), Map.of(), List.of());
  private DynamoDbClient client;
  private Ledger ledger;

  @BeforeEach
  void open() {
    cloud.serving(new MemoryTable());
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

  private Map<String, AttributeValue> key() {
    return Map.of("group", AttributeValue.fromS(group.toString()));
  }

  private Map<String, AttributeValue> row() {
    return client.getItem(r -> r.tableName(TABLE).key(key())).item();
  }

  /** What IAM was told of the last write. */
  private String named() {
    return cloud.log.entries().stream()
        .filter(e -> e.operation().equals("UpdateItem"))
        .toList()
        .getLast()
        .needs()
        .getFirst()
        .context()
        .get("dynamodb:Attributes");
  }

  @Test
  void aChangeNamesWhatItChanges() {
    RemediationCase c = ledger.tryStart(newCase).orElseThrow();
    assertThat(named())
        .isEqualTo(
            "attempt,controls,decision,facts,findings,flow,group,history,policy,stamp,state,"
                + "version");

    c = ledger.change(c, now -> now.with(CaseAttribute.ENGINE, "redis 7.1"));
    assertThat(named()).isEqualTo("facts,group,stamp,version");
    c = ledger.change(c, now -> now.with(CaseAttribute.GATE_DECISION, "{}"));
    assertThat(named()).isEqualTo("gateAnswer,group,stamp,version");
    c =
        ledger.change(
            c, now -> now.without(CaseAttribute.GATE_DECISION).withHistory(NOW, "answered"));
    assertThat(named()).isEqualTo("gateAnswer,group,history,stamp,version");
    assertThat(row()).doesNotContainKey("gateAnswer");
    assertThat(ledger.find(group)).hasValue(c);
  }

  @Test
  void aRowWithWhatIsNotKnownIsLeftAsItIs() {
    assertThat(ledger.tryStart(newCase)).isPresent();
    Map<String, AttributeValue> more = new TreeMap<>(row());
    more.put("later", AttributeValue.fromS("a newer version wrote this"));
    client.putItem(r -> r.tableName(TABLE).item(more));

    assertThatThrownBy(() -> ledger.change(group, now -> now.withState(State.STOPPED)))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessageContaining("later");

    assertThat(row()).isEqualTo(more);
  }

  @Test
  void anAnswerOfThePageIsNotLostInAChangeOfAnotherFunction() {
    RemediationCase before = ledger.tryStart(newCase).orElseThrow();
    Ledger page = new Ledger(client, TABLE, new ExecutionNames("10ca1000"));
    page.change(before, c -> c.with(CaseAttribute.GATE_DECISION, "Ann's"));

    RemediationCase after =
        ledger.change(before, c -> c.with(CaseAttribute.ENGINE, "redis 7.1").withHistory(NOW, "a"));

    assertThat(after.attributes())
        .containsEntry(CaseAttribute.GATE_DECISION, "Ann's")
        .containsEntry(CaseAttribute.ENGINE, "redis 7.1");
    assertThat(ledger.find(group)).hasValue(after);
  }

  @Test
  void ofTwoAnswersAtOnceOneCounts() {
    RemediationCase before = ledger.tryStart(newCase).orElseThrow();
    for (String answer : List.of("Ann's", "Bob's")) {
      new Ledger(client, TABLE, new ExecutionNames("10ca1000"))
          .change(
              before,
              c ->
                  c.attribute(CaseAttribute.GATE_DECISION).isEmpty()
                      ? c.with(CaseAttribute.GATE_DECISION, answer)
                      : c);
    }

    assertThat(ledger.find(group).orElseThrow().attribute(CaseAttribute.GATE_DECISION))
        .hasValue("Ann's");
  }

  @Test
  void anAnswerFromBeforeIsNoneForTheNextFlow() {
    RemediationCase c = ledger.tryStart(newCase).orElseThrow();
    ledger.change(c, now -> now.with(CaseAttribute.GATE_DECISION, "{}").withState(State.STOPPED));

    assertThat(ledger.tryStart(newCase).orElseThrow().attributes())
        .doesNotContainKey(CaseAttribute.GATE_DECISION);
    assertThat(row()).doesNotContainKey("gateAnswer");
  }

  /** Somebody has deleted it: a flow that goes on would write half a row, as if nothing was. */
  @Test
  void aRowThatIsGoneIsNotMadeAnewByAChange() {
    RemediationCase c = ledger.tryStart(newCase).orElseThrow();
    client.deleteItem(r -> r.tableName(TABLE).key(key()));

    assertThatThrownBy(() -> ledger.change(c, now -> now.withHistory(NOW, "a")))
        .hasMessageContaining("no case for " + group);
    assertThat(row()).isEmpty();
  }

  @Test
  void whoOpensUponAnOlderRowIsTooLate() {
    Optional<RemediationCase> stopped =
        ledger.tryStart(newCase).map(c -> ledger.change(c, now -> now.withState(State.STOPPED)));
    ledger.change(group, c -> c.withHistory(NOW, "meanwhile"));

    assertThat(ledger.tryStart(newCase, stopped)).isEmpty();
    assertThat(ledger.tryStart(newCase, Optional.empty())).isEmpty();
    assertThat(ledger.find(group).orElseThrow().state()).isEqualTo(State.STOPPED);
  }
}
