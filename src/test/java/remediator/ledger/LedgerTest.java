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
import remediator.ledger.Case.State;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** A change of a case writes what changed, upon the case that it was made from. */
class LedgerTest {
  private static final String TABLE = "cases";
  private static final Instant NOW = Instant.EPOCH;

  private final TestCloud cloud = new TestCloud();
  private final GroupArn group = new GroupArn("aws", "eu-west-1", TestCloud.ACCOUNT, "orders");
  private final Opening opening =
      new Opening(group, "REPLACE", Set.of("ElastiCache.4"), Map.of(), Map.of(), List.of());
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
    Case c = ledger.open(opening).orElseThrow();
    assertThat(named())
        .isEqualTo(
            "attempt,controls,decision,facts,findings,flow,group,history,policy,stamp,state,"
                + "version");

    c = ledger.change(c, now -> now.with(Fact.ENGINE, "redis 7.1"));
    assertThat(named()).isEqualTo("facts,group,stamp,version");
    c = ledger.change(c, now -> now.with(Fact.GATE_DECISION, "{}"));
    assertThat(named()).isEqualTo("gateAnswer,group,stamp,version");
    c = ledger.change(c, now -> now.without(Fact.GATE_DECISION).noting(NOW, "answered"));
    assertThat(named()).isEqualTo("gateAnswer,group,history,stamp,version");
    assertThat(row()).doesNotContainKey("gateAnswer");
    assertThat(ledger.find(group)).hasValue(c);
  }

  @Test
  void aRowWithWhatIsNotKnownIsLeftAsItIs() {
    assertThat(ledger.open(opening)).isPresent();
    Map<String, AttributeValue> more = new TreeMap<>(row());
    more.put("later", AttributeValue.fromS("a newer version wrote this"));
    client.putItem(r -> r.tableName(TABLE).item(more));

    assertThatThrownBy(() -> ledger.change(group, now -> now.in(State.STOPPED)))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessageContaining("later");

    assertThat(row()).isEqualTo(more);
  }

  @Test
  void anAnswerOfThePageIsNotLostInAChangeOfAnotherFunction() {
    Case before = ledger.open(opening).orElseThrow();
    Ledger page = new Ledger(client, TABLE, new ExecutionNames("10ca1000"));
    page.change(before, c -> c.with(Fact.GATE_DECISION, "Ann's"));

    Case after = ledger.change(before, c -> c.with(Fact.ENGINE, "redis 7.1").noting(NOW, "a"));

    assertThat(after.facts())
        .containsEntry(Fact.GATE_DECISION, "Ann's")
        .containsEntry(Fact.ENGINE, "redis 7.1");
    assertThat(ledger.find(group)).hasValue(after);
  }

  @Test
  void ofTwoAnswersAtOnceOneCounts() {
    Case before = ledger.open(opening).orElseThrow();
    for (String answer : List.of("Ann's", "Bob's")) {
      new Ledger(client, TABLE, new ExecutionNames("10ca1000"))
          .change(
              before,
              c -> c.fact(Fact.GATE_DECISION).isEmpty() ? c.with(Fact.GATE_DECISION, answer) : c);
    }

    assertThat(ledger.find(group).orElseThrow().fact(Fact.GATE_DECISION)).hasValue("Ann's");
  }

  @Test
  void anAnswerFromBeforeIsNoneForTheNextFlow() {
    Case c = ledger.open(opening).orElseThrow();
    ledger.change(c, now -> now.with(Fact.GATE_DECISION, "{}").in(State.STOPPED));

    assertThat(ledger.open(opening).orElseThrow().facts()).doesNotContainKey(Fact.GATE_DECISION);
    assertThat(row()).doesNotContainKey("gateAnswer");
  }

  /** Somebody has deleted it: a flow that goes on would write half a row, as if nothing was. */
  @Test
  void aRowThatIsGoneIsNotMadeAnewByAChange() {
    Case c = ledger.open(opening).orElseThrow();
    client.deleteItem(r -> r.tableName(TABLE).key(key()));

    assertThatThrownBy(() -> ledger.change(c, now -> now.noting(NOW, "a")))
        .hasMessageContaining("no case for " + group);
    assertThat(row()).isEmpty();
  }

  @Test
  void whoOpensUponAnOlderRowIsTooLate() {
    Optional<Case> stopped =
        ledger.open(opening).map(c -> ledger.change(c, now -> now.in(State.STOPPED)));
    ledger.change(group, c -> c.noting(NOW, "meanwhile"));

    assertThat(ledger.open(opening, stopped)).isEmpty();
    assertThat(ledger.open(opening, Optional.empty())).isEmpty();
    assertThat(ledger.find(group).orElseThrow().state()).isEqualTo(State.STOPPED);
  }
}
