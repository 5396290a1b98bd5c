package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.TestCloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbTest {
  private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("a"));

  private final DynamoDb dynamoDb = new DynamoDb();
  private final TestCloud cloud = new TestCloud().serving(dynamoDb);
  private final DynamoDbClient client = cloud.client(DynamoDbClient.builder());

  @BeforeEach
  void createTable() {
    client.createTable(
        q ->
            q.tableName("ledger")
                .billingMode("PAY_PER_REQUEST")
                .keySchema(KeySchemaElement.builder().attributeName("id").keyType("HASH").build())
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("id").attributeType("S").build()));
  }

  @AfterEach
  void stop() {
    cloud.close();
    dynamoDb.close();
  }

  @Test
  void itemsOfEveryKindComeBackAsTheyWerePut() {
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS("a"),
            "number", AttributeValue.fromN("12.5"),
            "flag", AttributeValue.fromBool(true),
            "nothing", AttributeValue.fromNul(true),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("x")),
            "names", AttributeValue.fromSs(List.of("a", "b")),
            "empty", AttributeValue.fromL(List.of()),
            "map", AttributeValue.fromM(Map.of("m", AttributeValue.fromM(Map.of()))));
    client.putItem(q -> q.tableName("ledger").item(item));
    assertThat(client.getItem(q -> q.tableName("ledger").key(KEY).consistentRead(true)).item())
        .isEqualTo(item);
    assertThat(cloud.log.entries().getLast().needs())
        .containsExactly(
            new RequiredRight(
                "dynamodb:GetItem",
                "arn:aws:dynamodb:eu-west-1:111122223333:table/ledger",
                Map.of(
                    "dynamodb:Attributes", "id",
                    "dynamodb:LeadingKeys", "a",
                    "dynamodb:Select", "ALL_ATTRIBUTES")));
  }

  @Test
  void aFailedConditionTellsTheItemThatStandsThere() {
    client.putItem(q -> q.tableName("ledger").item(KEY));
    assertThatThrownBy(
            () ->
                client.putItem(
                    q ->
                        q.tableName("ledger")
                            .item(KEY)
                            .conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class, e -> assertThat(e.item()).isEqualTo(KEY))
        .hasMessageContaining("The conditional request failed");
    assertThat(cloud.log.entries().getLast().error()).isEqualTo("ConditionalCheckFailedException");
  }

  @Test
  void aCancelledTransactionTellsWhy() {
    client.putItem(q -> q.tableName("ledger").item(KEY));
    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(
                p ->
                    p.tableName("ledger").item(KEY).conditionExpression("attribute_not_exists(id)"))
            .build();
    assertThatThrownBy(() -> client.transactWriteItems(q -> q.transactItems(put)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(r -> r.code())
                    .containsExactly("ConditionalCheckFailed"));
    assertThat(cloud.log.entries().getLast().needs())
        .extracting(RequiredRight::action)
        .containsExactly("dynamodb:PutItem");
  }

  /** "Using IAM policy conditions for fine-grained access control". */
  @Test
  void everyAttributeThatAnUpdateNamesIsAConditionKey() {
    client.putItem(
        q ->
            q.tableName("ledger")
                .item(
                    Map.of(
                        "id", AttributeValue.fromS("a"),
                        "first",
                            AttributeValue.fromM(
                                Map.of("nested", AttributeValue.fromL(List.of()))))));
    client.updateItem(
        q ->
            q.tableName("ledger")
                .key(KEY)
                .updateExpression("SET #a.nested[0] = if_not_exists(b, :one) REMOVE #c ADD d :one")
                .conditionExpression("attribute_not_exists(#e) OR size(f) BETWEEN :one AND :one")
                .expressionAttributeNames(Map.of("#a", "first", "#c", "third", "#e", "fifth"))
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .returnValues("UPDATED_NEW"));

    assertThat(cloud.log.entries().getLast().needs().getFirst().context())
        .containsOnly(
            Map.entry("dynamodb:Attributes", "b,d,f,fifth,first,id,third"),
            Map.entry("dynamodb:LeadingKeys", "a"),
            Map.entry("dynamodb:ReturnValues", "UPDATED_NEW"));
  }

  @Test
  void everyItemOfABatchAndTheProjectionAreConditionKeys() {
    List<Map<String, AttributeValue>> keys = List.of(KEY, Map.of("id", AttributeValue.fromS("b")));
    client.batchGetItem(
        q -> q.requestItems(Map.of("ledger", asked(keys).projectionExpression("id, x.y").build())));

    assertThat(cloud.log.entries().getLast().needs().getFirst().context())
        .containsOnly(
            Map.entry("dynamodb:Attributes", "id,x"),
            Map.entry("dynamodb:LeadingKeys", "a,b"),
            Map.entry("dynamodb:Select", "SPECIFIC_ATTRIBUTES"));
  }

  private static KeysAndAttributes.Builder asked(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys);
  }

  @Test
  void attributesThatAreNamedAsBeforeExpressionsAreRefused() {
    assertThatThrownBy(
            () -> client.getItem(q -> q.tableName("ledger").key(KEY).attributesToGet("id")))
        .hasMessageContaining("AttributesToGet");
  }

  @Test
  void aTableThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> client.getItem(q -> q.tableName("other").key(KEY)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void anotherAccountHasOtherTables() {
    String other = cloud.keys.keyFor("arn:aws:iam::444455556666:role/r", "444455556666");
    try (DynamoDbClient stranger = cloud.client(DynamoDbClient.builder(), other)) {
      assertThatThrownBy(() -> stranger.getItem(q -> q.tableName("ledger").key(KEY)))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void anOperationThatIsNotServedIsRefused() {
    assertThatThrownBy(() -> client.listBackups())
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("Could not find operation ListBackups of DynamoDB.");
  }
}
