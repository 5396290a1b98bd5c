package remediator.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lines of text that the reconciler keeps from one run to the next, in the table of cases under
 * keys that are no ARNs: what people have been told of disagreements, so that each is told once for
 * as long as it lasts, and the places that it is to look at.
 */
public final class StoredLines {
  private static final String LINES = "lines";

  private final DynamoDbClient client;
  private final String table;

  public StoredLines(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** In their order; none where there is no such row, or nothing of it can be read. */
  public Set<String> read(String key) {
    Map<String, AttributeValue> item =
        client
            .getItem(
                r ->
                    r.tableName(table)
                        .key(Map.of(CaseItemMapper.KEY, CaseItemMapper.text(key)))
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
  public void write(String key, Collection<String> lines) {
    AttributeValue all =
        AttributeValue.fromL(lines.stream().sorted().map(CaseItemMapper::text).toList());
    client.updateItem(
        RowUpdate.between(Map.of(), Map.of(LINES, all)).request(table, CaseItemMapper.text(key)));
  }
}
