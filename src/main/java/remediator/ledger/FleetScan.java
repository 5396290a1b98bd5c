package remediator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads a part of every case, for a list that people look at. */
public final class FleetScan {
  /** Most rows kept in memory, about 2 KB each. */
  private static final int MOST_ROWS = 50_000;

  private final DynamoDbClient client;
  private final String table;
  private final List<CaseAttribute> attributes;

  FleetScan(DynamoDbClient client, String table, List<CaseAttribute> attributes) {
    this.client = client;
    this.table = table;
    this.attributes = attributes;
  }

  /**
   * What was read.
   *
   * @param cases in no order
   * @param unreadable how many rows are not as this version writes them
   * @param complete whether the whole table was read
   */
  public record Fleet(List<CaseSummary> cases, int unreadable, boolean complete) {
    public Fleet {
      cases = List.copyOf(cases);
    }
  }

  /**
   * Reads page by page, not consistently, which costs half.
   *
   * @param hasTime asked before each page but the first; once it is false no other page is read
   */
  public Fleet read(BooleanSupplier hasTime) {
    List<CaseSummary> cases = new ArrayList<>();
    int unreadable = 0;
    Map<String, AttributeValue> next = Map.of();
    do {
      ScanResponse page = page(next);
      for (Map<String, AttributeValue> item : page.items()) {
        if (item.get(CaseItemMapper.KEY).s().startsWith("arn:")) {
          try {
            cases.add(CaseSummary.read(item));
          } catch (UnreadableRowException _) {
            unreadable++;
          }
        }
      }
      next = page.lastEvaluatedKey();
    } while (!next.isEmpty() && cases.size() < MOST_ROWS && hasTime.getAsBoolean());
    return new Fleet(cases, unreadable, next.isEmpty());
  }

  private ScanResponse page(Map<String, AttributeValue> start) {
    return client.scan(
        r ->
            r.tableName(table)
                .exclusiveStartKey(start.isEmpty() ? null : start)
                .projectionExpression(CaseSummary.projection(attributes))
                .expressionAttributeNames(CaseSummary.projectionNames(attributes)));
  }
}
