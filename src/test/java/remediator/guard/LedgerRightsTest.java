package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase.State;
import remediator.ledger.StoredLines;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.Plan.Decision;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Each function may write of the ledger what it needs, and nothing else. */
class LedgerRightsTest {
  private static final GroupArn GROUP =
      new GroupArn("aws", LocalCloud.REGION, LocalCloud.ACCOUNT, "orders-cache");

  private static CloudRun run;
  private static String table;

  @BeforeAll
  static void open() {
    run = new CloudRun();
    table = run.table();
    run.ledger()
        .tryStart(
            new NewCase(
                GROUP,
                Decision.REPLACE,
                Set.of("ElastiCache.4"),
                Map.of("data", "freeze"),
                Map.of(
                    CaseAttribute.GATE,
                    "retire",
                    CaseAttribute.GATE_TOKEN,
                    "token",
                    CaseAttribute.GATE_UNTIL,
                    "2026-11-16T09:00:00Z"),
                List.of()));
  }

  @AfterAll
  static void close() {
    run.close();
  }

  private static DynamoDbClient as(String role) {
    return run.as(
            "arn:aws:iam::" + LocalCloud.ACCOUNT + ":role/remediator-" + role, LocalCloud.REGION)
        .dynamoDb();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static UpdateItemRequest.Builder set(String row, String attribute) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(Map.of("group", text(row)))
        .updateExpression("SET #a = :x")
        .expressionAttributeNames(Map.of("#a", attribute))
        .expressionAttributeValues(Map.of(":x", text("x")));
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("is not authorized to perform");
  }

  @ParameterizedTest
  @CsvSource({
    "PageRole, gateAnswer version stamp",
    "ConsoleRole, gateAnswer version stamp",
    "RetireRole, facts history version stamp",
    "ReconcileRole, state facts history version stamp",
    "WorkflowRole, state policy facts findings history gateAnswer gateAnswers version stamp"
  })
  void eachRoleWritesItsOwnAttributesOfACase(String role, String own) {
    Set<String> mine = Set.of(own.split(" ", -1));
    String row = "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:" + role;
    for (String attribute :
        List.of(
            "attempt",
            "flow",
            "decision",
            "state",
            "controls",
            "policy",
            "facts",
            "findings",
            "history",
            "gateAnswer",
            "gateAnswers",
            "version",
            "stamp",
            "lines",
            "running",
            "unknown")) {
      UpdateItemRequest request = set(row, attribute).build();
      if (mine.contains(attribute)) {
        assertThatCode(() -> as(role).updateItem(request)).as(attribute).doesNotThrowAnyException();
      } else {
        denied(() -> as(role).updateItem(request));
      }
    }
  }

  /** Neither by removing it, nor by asking for it in a condition, nor by having it returned. */
  @ParameterizedTest
  @ValueSource(strings = {"PageRole", "ConsoleRole", "RetireRole", "ReconcileRole"})
  void noOtherWayLeadsToTheRestOfARow(String role) {
    DynamoDbClient client = as(role);
    String row = GROUP.toString();
    denied(
        () ->
            client.updateItem(
                set(row, "stamp").updateExpression("SET #a = :x REMOVE flow").build()));
    denied(() -> client.updateItem(set(row, "stamp").conditionExpression("flow <> :x").build()));
    denied(() -> client.updateItem(set(row, "stamp").returnValues("ALL_OLD").build()));
    denied(() -> client.putItem(r -> r.tableName(table).item(Map.of("group", text(row)))));
    denied(() -> client.deleteItem(r -> r.tableName(table).key(Map.of("group", text(row)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PageRole", "ConsoleRole", "RetireRole", "WorkflowRole", "ReconcileRole"})
  void noneButTheFunctionThatTakesFindingsWritesRosters(String role) {
    denied(() -> as(role).updateItem(set("#roster 111122223333 us-east-1", "version").build()));
  }

  @Test
  void theComparisonWritesWhatItReportedAndOnlyThere() {
    DynamoDbClient client = as("ReconcileRole");

    new StoredLines(client, table).write("#reported", Set.of("a line"));

    assertThat(new StoredLines(client, table).read("#reported")).containsExactly("a line");
    denied(() -> client.updateItem(set(GROUP.toString(), "lines").build()));
    denied(() -> client.updateItem(set("#reported", "facts").build()));
    denied(() -> as("PageRole").updateItem(set("#reported", "lines").build()));
  }

  @Test
  void thePageWritesAnAnswerAndWhatDeletesCannot() {
    Ledger page = new Ledger(as("PageRole"), table, new ExecutionNames("10ca1000"));
    Ledger retire = new Ledger(as("RetireRole"), table, new ExecutionNames("10ca1000"));

    page.change(GROUP, c -> c.with(CaseAttribute.GATE_DECISION, "{}"));

    assertThat(run.ledger(GROUP.toString()).orElseThrow().attribute(CaseAttribute.GATE_DECISION))
        .hasValue("{}");
    denied(() -> page.change(GROUP, c -> c.with(CaseAttribute.VERIFIED_AT, "now")));
    denied(() -> page.change(GROUP, c -> c.withHistory(Instant.EPOCH, "said by the page")));
    denied(() -> retire.change(GROUP, c -> c.without(CaseAttribute.GATE_DECISION)));
    denied(() -> retire.change(GROUP, c -> c.with(CaseAttribute.GATE_ANSWERS, "{}")));
    denied(() -> page.change(GROUP, c -> c.with(CaseAttribute.GATE_ANSWERS, "{}")));
    denied(() -> retire.change(GROUP, c -> c.withState(State.DONE)));
    denied(() -> retire.change(GROUP, c -> c.withPolicy(Map.of("gate-retire", "skip"))));
    retire.change(
        GROUP, c -> c.with(CaseAttribute.FINAL_SNAPSHOT, "x").withHistory(Instant.EPOCH, "asked"));
    assertThat(run.ledger(GROUP.toString()).orElseThrow().attributes())
        .containsEntry(CaseAttribute.GATE_DECISION, "{}")
        .containsEntry(CaseAttribute.FINAL_SNAPSHOT, "x");
  }
}
