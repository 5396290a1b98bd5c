package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.wire.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB: rights are checked here, the rest is AWS's own DynamoDB Local, in memory. */
public final class DynamoDb extends AwsService implements AutoCloseable {
  private final RegionalState<AmazonDynamoDBLocal> databases =
      // True: no telemetry.
      new RegionalState<>(() -> DynamoDBEmbedded.create(true));

  /** The hash key of each table, by the table's ARN. */
  private final Map<String, String> hashKeys = new ConcurrentHashMap<>();

  public DynamoDb() {
    super("dynamodb", Protocol.JSON);
    on(
        CreateTableRequest.class,
        (caller, q) -> List.of(need(caller, "CreateTable", q.tableName(), q)),
        (caller, q) -> {
          q.keySchema().stream()
              .filter(k -> k.keyType() == KeyType.HASH)
              .forEach(k -> hashKeys.put(arn(caller, q.tableName()), k.attributeName()));
          return answer(caller, db -> db.createTable(q));
        });
    serve(UpdateTableRequest.class, q -> q.tableName(), (db, q) -> db.updateTable(q));
    serve(DeleteTableRequest.class, q -> q.tableName(), (db, q) -> db.deleteTable(q));
    serve(ListTablesRequest.class, q -> "*", (db, q) -> db.listTables(q));
    serve(DescribeTableRequest.class, q -> q.tableName(), (db, q) -> db.describeTable(q));
    serve(UpdateTimeToLiveRequest.class, q -> q.tableName(), (db, q) -> db.updateTimeToLive(q));
    serve(GetItemRequest.class, q -> q.tableName(), (db, q) -> db.getItem(q));
    serve(PutItemRequest.class, q -> q.tableName(), (db, q) -> db.putItem(q));
    serve(UpdateItemRequest.class, q -> q.tableName(), (db, q) -> db.updateItem(q));
    serve(DeleteItemRequest.class, q -> q.tableName(), (db, q) -> db.deleteItem(q));
    serve(QueryRequest.class, q -> indexed(q.tableName(), q.indexName()), (db, q) -> db.query(q));
    serve(ScanRequest.class, q -> indexed(q.tableName(), q.indexName()), (db, q) -> db.scan(q));
    on(
        BatchGetItemRequest.class,
        (caller, q) ->
            q.requestItems().entrySet().stream()
                .map(t -> need(caller, "BatchGetItem", t.getKey(), t.getValue()))
                .toList(),
        (caller, q) -> answer(caller, db -> db.batchGetItem(q)));
    on(
        TransactWriteItemsRequest.class,
        (caller, q) -> q.transactItems().stream().map(item -> need(caller, item)).toList(),
        (caller, q) -> answer(caller, db -> db.transactWriteItems(q)));
  }

  /**
   * @param table table, or table and index, that the request is about, in the words of its ARN
   */
  private <Q extends SdkPojo> void serve(
      Class<Q> request,
      Function<Q, String> table,
      BiFunction<DynamoDbClient, Q, ? extends SdkPojo> body) {
    String action = request.getSimpleName().replaceFirst("Request$", "");
    on(
        request,
        (caller, q) -> List.of(need(caller, action, table.apply(q), q)),
        (caller, q) -> answer(caller, db -> body.apply(db, q)));
  }

  private static String indexed(String table, String index) {
    return index == null ? table : table + "/index/" + index;
  }

  private RequiredRight need(CallerIdentity caller, String action, String table, SdkPojo request) {
    String arn = arn(caller, table);
    return new RequiredRight(
        "dynamodb:" + action,
        arn,
        ItemConditionKeys.of(request, hashKeys.get(arn.replaceFirst("/index/.*", ""))));
  }

  /** A table may also be named by its ARN. */
  private static String arn(CallerIdentity caller, String table) {
    return table != null && table.startsWith("arn:")
        ? table
        : CallerArns.of(caller, "dynamodb", "table/" + table);
  }

  /** AWS: a transaction needs the right to each of the writes it is made of. */
  private RequiredRight need(CallerIdentity caller, TransactWriteItem item) {
    return Stream.of(
            item.put() == null ? null : need(caller, "PutItem", item.put().tableName(), item.put()),
            item.update() == null
                ? null
                : need(caller, "UpdateItem", item.update().tableName(), item.update()),
            item.delete() == null
                ? null
                : need(caller, "DeleteItem", item.delete().tableName(), item.delete()),
            item.conditionCheck() == null
                ? null
                : need(
                    caller,
                    "ConditionCheckItem",
                    item.conditionCheck().tableName(),
                    item.conditionCheck()))
        .filter(need -> need != null)
        .findFirst()
        .orElseThrow(
            () -> AwsFault.badRequest("ValidationException", "An item of TransactItems is empty."));
  }

  private SdkPojo answer(CallerIdentity caller, Function<DynamoDbClient, ? extends SdkPojo> call) {
    try {
      return call.apply(databases.of(caller).dynamoDbClient());
    } catch (DynamoDbException e) {
      throw new AwsFault(
          e.awsErrorDetails().errorCode(),
          e.statusCode() == 0 ? 400 : e.statusCode(),
          String.valueOf(e.awsErrorDetails().errorMessage()),
          JsonWriter.write(e));
    }
  }

  /** Ends the databases and all that is in them. */
  @Override
  public void close() {
    databases.all().forEach(AmazonDynamoDBLocal::shutdownNow);
  }
}
