package remediator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger's rows as DynamoDB has them, for whoever restores or edits them. */
final class LedgerRows {
  private final DynamoDbClient client;
  private final String table;
  private final Map<String, AttributeValue> key;
  private final List<Map<String, AttributeValue>> versions = new ArrayList<>();

  LedgerRows(CloudRun run, String key) {
    this.client = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).dynamoDb();
    this.table = run.table();
    this.key = Map.of("group", AttributeValue.fromS(key));
  }

  /** Of the group's case, or empty. */
  Map<String, AttributeValue> row() {
    return client.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
  }

  /** Keeps the row as it is now, once a version; never reached, for {@link CloudRun#until}. */
  boolean keep() {
    Map<String, AttributeValue> now = row();
    if (!now.isEmpty()
        && (versions.isEmpty() || !versions.getLast().get("version").equals(now.get("version")))) {
      versions.add(now);
    }
    return false;
  }

  /** The rows that were kept, the oldest first. */
  List<Map<String, AttributeValue>> versions() {
    return List.copyOf(versions);
  }

  /** Those at which a flow ran. */
  List<Map<String, AttributeValue>> running() {
    return versions.stream().filter(v -> v.get("state").s().equals("RUNNING")).toList();
  }

  /** In place of what stands there. */
  void put(Map<String, AttributeValue> row) {
    client.putItem(r -> r.tableName(table).item(row));
  }

  /** Somebody deletes it. */
  void delete() {
    client.deleteItem(r -> r.tableName(table).key(key));
  }

  /** The row with another value of an attribute; null takes it away. */
  static Map<String, AttributeValue> with(
      Map<String, AttributeValue> row, String attribute, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(row);
    if (value == null) {
      changed.remove(attribute);
    } else {
      changed.put(attribute, value);
    }
    return changed;
  }

  /** The row with another value of a fact; null takes it away. */
  static Map<String, AttributeValue> withFact(
      Map<String, AttributeValue> row, String fact, AttributeValue value) {
    return with(row, "facts", AttributeValue.fromM(with(row.get("facts").m(), fact, value)));
  }
}
