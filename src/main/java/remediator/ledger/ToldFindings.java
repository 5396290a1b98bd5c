package remediator.ledger;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Findings that people have been told of, by their ids: those that belong to no case. One item each
 * in the table of cases, under keys that are no ARNs.
 */
public final class ToldFindings {
  private static final String KEY = "#told:";

  private final DynamoDbClient client;
  private final String table;

  ToldFindings(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public boolean contains(String finding) {
    return !client
        .getItem(
            r ->
                r.tableName(table)
                    .key(Map.of(CaseItemMapper.KEY, key(finding)))
                    .consistentRead(true))
        .item()
        .isEmpty();
  }

  public void add(String finding, Instant at) {
    client.updateItem(
        RowUpdate.between(Map.of(), Map.of("at", CaseItemMapper.text(at.toString())))
            .request(table, key(finding)));
  }

  private static AttributeValue key(String finding) {
    return CaseItemMapper.text(KEY + finding);
  }
}
