package remediator.ledger;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What people have been told of disagreements between the ledger and the world, so that each is
 * told once for as long as it lasts. One item in the table of cases, under a key that is no ARN.
 */
public final class ReportedDiscrepancies {
  private static final String KEY = "#reported";
  private static final String LINES = "lines";

  private final DynamoDbClient client;
  private final String table;

  public ReportedDiscrepancies(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Where nothing can be read, nothing has been told: rather told twice than never. */
  public Set<String> read() {
    Map<String, AttributeValue> item =
        client
            .getItem(
                r ->
                    r.tableName(table)
                        .key(Map.of(CaseItemMapper.KEY, CaseItemMapper.text(KEY)))
                        .consistentRead(true))
            .item();
    Set<String> lines = new TreeSet<>();
    if (item.containsKey(LINES)) {
      item.get(LINES).l().stream()
          .map(AttributeValue::s)
          .filter(Objects::nonNull)
          .forEach(lines::add);
    }
    return lines;
  }

  /** In place of what stood there. */
  public void write(Set<String> lines) {
    AttributeValue all =
        AttributeValue.fromL(lines.stream().sorted().map(CaseItemMapper::text).toList());
    client.updateItem(
        RowUpdate.between(Map.of(), Map.of(LINES, all)).request(table, CaseItemMapper.text(KEY)));
  }
}
