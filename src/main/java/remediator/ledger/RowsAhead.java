package remediator.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Rows of the ledger, read consistently, those together that are needed one right after the other.
 * Whoever writes upon one does so upon its version, so one that is old by then is read again.
 */
final class RowsAhead {
  /** BatchGetItem takes a hundred keys. */
  private static final int MOST_KEYS = 100;

  private final DynamoDbClient client;
  private final String table;

  /** By the first key of each. */
  private final Map<AttributeValue, List<AttributeValue>> expected = new LinkedHashMap<>();

  /** Without attributes where there is none. */
  private final Map<AttributeValue, Map<String, AttributeValue>> rows = new HashMap<>();

  private Instant readAt = Instant.MIN;

  RowsAhead(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * What will be asked for.
   *
   * @param keys lists as {@link #take} gets them
   */
  void expect(List<List<AttributeValue>> keys) {
    keys.forEach(some -> expected.put(some.getFirst(), some));
  }

  /**
   * Returns the row of the first key, without attributes where there is none; what was read for it
   * is not used twice.
   *
   * @param keys of rows that are read with it
   */
  Map<String, AttributeValue> take(List<AttributeValue> keys, Instant now) {
    AttributeValue first = keys.getFirst();
    expected.remove(first);
    if (!rows.containsKey(first) || now.isAfter(readAt.plus(RegionQuotaStore.FRESH))) {
      read(keys, now);
    }
    Map<String, AttributeValue> row = rows.remove(first);
    return row != null ? row : readAlone(first);
  }

  /** A row as it was read, if it was. */
  Optional<Map<String, AttributeValue>> find(AttributeValue key) {
    return Optional.ofNullable(rows.get(key));
  }

  void forget(AttributeValue key) {
    rows.remove(key);
  }

  private void read(List<AttributeValue> keys, Instant now) {
    Set<AttributeValue> all = new LinkedHashSet<>(keys);
    for (List<AttributeValue> more : expected.values()) {
      if (all.size() + more.size() <= MOST_KEYS) {
        all.addAll(more);
      }
    }
    rows.clear();
    readAt = now;
    BatchGetItemResponse answer =
        client.batchGetItem(
            r ->
                r.requestItems(
                    Map.of(
                        table,
                        KeysAndAttributes.builder()
                            .keys(all.stream().map(RowsAhead::key).toList())
                            .consistentRead(true)
                            .build())));
    Set<Map<String, AttributeValue>> left = new LinkedHashSet<>();
    if (answer.hasUnprocessedKeys() && answer.unprocessedKeys().containsKey(table)) {
      left.addAll(answer.unprocessedKeys().get(table).keys());
    }
    for (AttributeValue key : all) {
      if (!left.contains(key(key))) {
        rows.put(key, Map.of());
      }
    }
    answer
        .responses()
        .getOrDefault(table, List.of())
        .forEach(row -> rows.put(row.get(CaseItemMapper.KEY), row));
  }

  private Map<String, AttributeValue> readAlone(AttributeValue key) {
    return client.getItem(r -> r.tableName(table).key(key(key)).consistentRead(true)).item();
  }

  private static Map<String, AttributeValue> key(AttributeValue key) {
    return Map.of(CaseItemMapper.KEY, key);
  }
}
