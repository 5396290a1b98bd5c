package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.TestCloud;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The table of the fault matrix answers as AWS's own local DynamoDB does. */
class MemoryTableTest {
  private static final Map<String, String> NAMES = Map.of("#key", "group", "#version", "version");

  private static Map<String, AttributeValue> item(String key, int version) {
    return Map.of(
        "group", AttributeValue.fromS(key),
        "version", AttributeValue.fromN(Integer.toString(version)),
        "facts", AttributeValue.fromM(Map.of("A", AttributeValue.fromS("b"))),
        "none", AttributeValue.fromL(List.of()));
  }

  private static void put(DynamoDbClient client, String key, int version, int upon) {
    client.putItem(
        r ->
            r.tableName("cases")
                .item(item(key, version))
                .conditionExpression("attribute_not_exists(#key) OR #version = :before")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(
                    Map.of(":before", AttributeValue.fromN(Integer.toString(upon)))));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static void update(
      DynamoDbClient client, String key, int version, int upon, String expression) {
    client.updateItem(
        r ->
            r.tableName("cases")
                .key(Map.of("group", text(key)))
                .updateExpression(expression)
                .conditionExpression("#version = :before")
                .expressionAttributeNames(
                    Map.of(
                        "#version", "version", "#late", "late", "#facts", "facts", "#gone", "gone"))
                .expressionAttributeValues(
                    Map.of(
                        ":version", AttributeValue.fromN(Integer.toString(version)),
                        ":late", text("x"),
                        ":before", AttributeValue.fromN(Integer.toString(upon)))));
  }

  /** What is asked of both, one after the other; refusals are answers too. */
  private static List<Object> answers(AwsService service) {
    try (TestCloud cloud = new TestCloud()) {
      cloud.serving(service);
      URI uri = cloud.endpoint().uri();
      String key = cloud.keys.keyFor(TestCloud.ROLE, TestCloud.ACCOUNT);
      try (DynamoDbClient client =
          DynamoDbClient.builder()
              .endpointOverride(uri)
              .region(Region.EU_WEST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
              .build()) {
        return answers(client);
      }
    }
  }

  private static List<Object> answers(DynamoDbClient client) {
    List<Object> answers = new ArrayList<>();
    List<Function<DynamoDbClient, Object>> calls =
        List.of(
            c -> c.getItem(r -> r.tableName("cases").key(item("a", 1))).item(),
            c -> table(c),
            c -> get(c, "a"),
            c -> {
              put(c, "a", 1, 0);
              return get(c, "a");
            },
            c -> {
              put(c, "a", 2, 0);
              return "written upon another version";
            },
            c -> {
              put(c, "a", 2, 1);
              return get(c, "a");
            },
            c -> batch(c, "a", "b"),
            c -> {
              update(c, "a", 3, 2, "SET #version = :version, #late = :late REMOVE #facts, #gone");
              return get(c, "a");
            },
            c -> {
              update(c, "a", 4, 2, "SET #version = :version, #late = :late REMOVE #facts, #gone");
              return "changed upon another version";
            },
            c -> {
              c.updateItem(
                  r ->
                      r.tableName("cases")
                          .key(Map.of("group", AttributeValue.fromS("b")))
                          .updateExpression("SET #late = :late")
                          .conditionExpression("attribute_not_exists(#group)")
                          .expressionAttributeNames(Map.of("#late", "late", "#group", "group"))
                          .expressionAttributeValues(Map.of(":late", AttributeValue.fromS("x"))));
              return get(c, "b");
            },
            c -> {
              c.updateItem(
                  r ->
                      r.tableName("cases")
                          .key(Map.of("group", AttributeValue.fromS("b")))
                          .updateExpression("REMOVE #late")
                          .expressionAttributeNames(Map.of("#late", "late")));
              return get(c, "b");
            },
            c ->
                c.deleteItem(r -> r.tableName("cases").key(Map.of("group", text("b"))))
                    .attributes(),
            c -> c.scan(r -> r.tableName("cases").consistentRead(true)).items(),
            c -> {
              c.deleteItem(
                  r -> r.tableName("cases").key(Map.of("group", AttributeValue.fromS("a"))));
              return get(c, "a");
            });
    for (Function<DynamoDbClient, Object> call : calls) {
      try {
        answers.add(call.apply(client));
      } catch (DynamoDbException e) {
        answers.add(e.awsErrorDetails().errorCode());
      }
    }
    return answers;
  }

  private static String table(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName("cases")
                .attributeDefinitions(
                    List.of(
                        AttributeDefinition.builder()
                            .attributeName("group")
                            .attributeType("S")
                            .build()))
                .keySchema(
                    List.of(
                        KeySchemaElement.builder().attributeName("group").keyType("HASH").build()))
                .billingMode("PAY_PER_REQUEST"));
    return "made";
  }

  private static Map<String, AttributeValue> get(DynamoDbClient client, String key) {
    return client
        .getItem(
            r ->
                r.tableName("cases")
                    .key(Map.of("group", AttributeValue.fromS(key)))
                    .consistentRead(true))
        .item();
  }

  /** Items come in no order, and those that are not there do not come. */
  private static Object batch(DynamoDbClient client, String... keys) {
    List<Map<String, AttributeValue>> all =
        Stream.of(keys).map(k -> Map.of("group", AttributeValue.fromS(k))).toList();
    return client
        .batchGetItem(r -> r.requestItems(Map.of("cases", asked(all))))
        .responses()
        .get("cases");
  }

  private static KeysAndAttributes asked(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
  }

  @Test
  void anUpdateThatItDoesNotKnowIsRefused() {
    try (TestCloud cloud = new TestCloud()) {
      cloud.serving(new MemoryTable());
      DynamoDbClient client = cloud.client(DynamoDbClient.builder());
      table(client);
      for (String update : List.of("ADD #n :n", "SET #n = #n + :n", "SET a = :n", "DELETE #n :n")) {
        assertThatThrownBy(
                () ->
                    client.updateItem(
                        r ->
                            r.tableName("cases")
                                .key(Map.of("group", text("a")))
                                .updateExpression(update)
                                .expressionAttributeNames(Map.of("#n", "n"))
                                .expressionAttributeValues(
                                    Map.of(":n", AttributeValue.fromN("1")))))
            .isInstanceOf(DynamoDbException.class)
            .hasMessageContaining("does not know the update " + update);
      }
    }
  }

  @Test
  void answersAsTheRealOneDoes() {
    try (DynamoDb real = new DynamoDb()) {
      List<Object> expected = answers(real);

      assertThat(answers(new MemoryTable())).isEqualTo(expected);
      assertThat(expected).contains("ConditionalCheckFailedException", "ResourceNotFoundException");
    }
  }
}
