package remediator.ledger;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What people have been told of and what belongs to no case, by its id: findings, accounts that
 * cannot be reached, and policy layers that are not as they should be. One item each in the table
 * of cases, under keys that are no ARNs.
 */
public final class ToldFindings {
  private static final String KEY = "#told:";

  private final DynamoDbClient client;
  private final String table;

  ToldFindings(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public boolean contains(String id) {
    return !client
        .getItem(
            r -> r.tableName(table).key(Map.of(CaseItemMapper.KEY, key(id))).consistentRead(true))
        .item()
        .isEmpty();
  }

  public void add(String id, Instant at) {
    client.updateItem(
        RowUpdate.between(Map.of(), Map.of("at", CaseItemMapper.text(at.toString())))
            .request(table, key(id)));
  }

  private static AttributeValue key(String id) {
    return CaseItemMapper.text(KEY + id);
  }
}
