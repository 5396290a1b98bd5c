package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * DynamoDB tables with the same hash key of text, as far as the product uses them, a hundred times
 * as fast as AWS's own local ones. It knows less and refuses the rest; a test holds it to the
 * other.
 */
public final class MemoryTable extends AwsService {
  /** Top-level attributes by placeholders, set to values or removed. */
  private static final Pattern UPDATE =
      Pattern.compile(
          "(?:SET (?<set>#\\w+ = :\\w+(?:, #\\w+ = :\\w+)*))?"
              + " ?(?:REMOVE (?<gone>#\\w+(?:, #\\w+)*))?");

  private final Map<String, Map<String, Map<String, AttributeValue>>> tables =
      new LinkedHashMap<>();

  /** Of the table that the request names. */
  private Map<String, Map<String, AttributeValue>> items = Map.of();

  private String name = "";
  private String key = "";
  private boolean busy;

  public MemoryTable() {
    super("dynamodb", Protocol.JSON);
    on(CreateTableRequest.class, (c, q) -> need(c, "CreateTable", q.tableName(), q), this::create);
    on(GetItemRequest.class, (c, q) -> need(c, "GetItem", q.tableName(), q), this::get);
    on(
        BatchGetItemRequest.class,
        (c, q) ->
            q.requestItems().entrySet().stream()
                .flatMap(t -> need(c, "BatchGetItem", t.getKey(), t.getValue()).stream())
                .toList(),
        this::batch);
    on(PutItemRequest.class, (c, q) -> need(c, "PutItem", q.tableName(), q), this::put);
    on(UpdateItemRequest.class, (c, q) -> need(c, "UpdateItem", q.tableName(), q), this::update);
    on(DeleteItemRequest.class, (c, q) -> need(c, "DeleteItem", q.tableName(), q), this::delete);
    on(ScanRequest.class, (c, q) -> need(c, "Scan", q.tableName(), q), this::scan);
  }

  /** From now on it is too busy to read several items at once, as DynamoDB may be. */
  public void leaveUnprocessed() {
    busy = true;
  }

  private List<RequiredRight> need(
      CallerIdentity caller, String action, String table, SdkPojo request) {
    return List.of(
        new RequiredRight(
            "dynamodb:" + action,
            CallerArns.of(caller, "dynamodb", "table/" + table),
            ItemConditionKeys.of(request, key)));
  }

  /** The items of a table by their keys, as they are now; empty where there is no such table. */
  public Map<String, Map<String, AttributeValue>> items(String table) {
    return Map.copyOf(tables.getOrDefault(table, Map.of()));
  }

  /** Every table is empty again. */
  public void clear() {
    tables.values().forEach(Map::clear);
  }

  private CreateTableResponse create(CallerIdentity caller, CreateTableRequest q) {
    tables.put(q.tableName(), new LinkedHashMap<>());
    key = q.keySchema().getFirst().attributeName();
    return CreateTableResponse.builder().build();
  }

  /** Goes to a table. */
  private void known(String table) {
    if (!tables.containsKey(table)) {
      throw AwsFault.badRequest(
          "ResourceNotFoundException", "Cannot do operations on a non-existent table");
    }
    name = table;
    items = tables.get(table);
  }

  private GetItemResponse get(CallerIdentity caller, GetItemRequest q) {
    heeds(q, "TableName", "Key", "ConsistentRead");
    known(q.tableName());
    Map<String, AttributeValue> item = items.get(q.key().get(key).s());
    return item == null
        ? GetItemResponse.builder().build()
        : GetItemResponse.builder().item(item).build();
  }

  private BatchGetItemResponse batch(CallerIdentity caller, BatchGetItemRequest q) {
    heeds(q, "RequestItems");
    q.requestItems().keySet().forEach(this::known);
    KeysAndAttributes asked = q.requestItems().get(name);
    heeds(asked, "Keys", "ConsistentRead");
    if (busy) {
      return BatchGetItemResponse.builder()
          .responses(Map.of())
          .unprocessedKeys(q.requestItems())
          .build();
    }
    return BatchGetItemResponse.builder()
        .responses(
            Map.of(
                name,
                asked.keys().stream()
                    .map(k -> items.get(k.get(key).s()))
                    .filter(item -> item != null)
                    .toList()))
        .unprocessedKeys(Map.of())
        .build();
  }

  private PutItemResponse put(CallerIdentity caller, PutItemRequest q) {
    heeds(
        q,
        "TableName",
        "Item",
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues");
    known(q.tableName());
    String id = q.item().get(key).s();
    check(q.conditionExpression(), q.expressionAttributeNames(), q.expressionAttributeValues(), id);
    items.put(id, Map.copyOf(q.item()));
    return PutItemResponse.builder().build();
  }

  private void check(
      String condition, Map<String, String> names, Map<String, AttributeValue> values, String id) {
    Map<String, AttributeValue> before = items.getOrDefault(id, Map.of());
    if (condition != null && !new Condition(names, values).holds(condition, before)) {
      throw AwsFault.badRequest(
          "ConditionalCheckFailedException", "The conditional request failed");
    }
  }

  private UpdateItemResponse update(CallerIdentity caller, UpdateItemRequest q) {
    heeds(
        q,
        "TableName",
        "Key",
        "UpdateExpression",
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues");
    known(q.tableName());
    String id = q.key().get(key).s();
    check(q.conditionExpression(), q.expressionAttributeNames(), q.expressionAttributeValues(), id);
    Map<String, AttributeValue> after = new TreeMap<>(items.getOrDefault(id, Map.of()));
    after.putAll(q.key());
    Matcher clauses = UPDATE.matcher(q.updateExpression());
    if (!clauses.matches()) {
      throw AwsFault.badRequest(
          "ValidationException", "This table does not know the update " + q.updateExpression());
    }
    for (String set : parts(clauses.group("set"))) {
      String[] sides = set.split(" = ", -1);
      after.put(
          q.expressionAttributeNames().get(sides[0]), q.expressionAttributeValues().get(sides[1]));
    }
    for (String gone : parts(clauses.group("gone"))) {
      after.remove(q.expressionAttributeNames().get(gone));
    }
    items.put(id, Map.copyOf(after));
    return UpdateItemResponse.builder().build();
  }

  private static List<String> parts(String clause) {
    return clause == null ? List.of() : List.of(clause.split(", ", -1));
  }

  private DeleteItemResponse delete(CallerIdentity caller, DeleteItemRequest q) {
    heeds(q, "TableName", "Key");
    known(q.tableName());
    items.remove(q.key().get(key).s());
    return DeleteItemResponse.builder().build();
  }

  private ScanResponse scan(CallerIdentity caller, ScanRequest q) {
    heeds(q, "TableName", "ConsistentRead", "ExclusiveStartKey");
    known(q.tableName());
    return ScanResponse.builder().items(items.values()).count(items.size()).build();
  }

  /** Conditions of the form {@code a OR b}, each an equality or an absence. */
  private record Condition(Map<String, String> names, Map<String, AttributeValue> values) {
    boolean holds(String expression, Map<String, AttributeValue> item) {
      for (String part : expression.split(" OR ", -1)) {
        if (one(part.trim(), item)) {
          return true;
        }
      }
      return false;
    }

    private boolean one(String part, Map<String, AttributeValue> item) {
      if (part.matches("attribute_not_exists\\(#\\w+\\)")) {
        return !item.containsKey(
            names.get(part.substring(part.indexOf('(') + 1, part.length() - 1)));
      }
      if (part.matches("#\\w+ = :\\w+")) {
        String[] sides = part.split(" = ", -1);
        return values.get(sides[1]).equals(item.get(names.get(sides[0])));
      }
      throw AwsFault.badRequest(
          "ValidationException", "This table does not know the condition " + part);
    }
  }
}
