package remediator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The rosters of all accounts and Regions, in the table of cases, under keys that are no ARNs.
 * Every write is conditional upon the version that it was made from.
 */
public final class RegionQuotaStore {
  /** What was read ahead is used for so long. */
  public static final Duration FRESH = Duration.ofSeconds(5);

  static final String KEY = "#roster";
  private static final Set<String> ATTRIBUTES =
      Set.of(CaseItemMapper.KEY, "running", "day", "today", "waiting", CaseItemMapper.VERSION);
  private static final int TRIES = 30;

  private final DynamoDbClient client;
  private final String table;

  /** Read beside a case, or just written; good for one try. */
  private final Map<AttributeValue, RegionQuota> seen = new HashMap<>();

  private final RowsAhead rows;

  RegionQuotaStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.rows = new RowsAhead(client, table);
  }

  /** These are looked at one right after the other: their rows are read together. */
  public void expect(Collection<GroupArn> groups) {
    rows.expect(groups.stream().map(group -> List.of(ofCase(group), ofRoster(group))).toList());
  }

  /**
   * What the ledger says of a group, which may want a place next: its roster is read with it, by
   * one call, consistently.
   */
  public Optional<RemediationCase> findCase(GroupArn group, Instant now) {
    AttributeValue ofRoster = ofRoster(group);
    Map<String, AttributeValue> item = rows.take(List.of(ofCase(group), ofRoster), now);
    rows.find(ofRoster).ifPresent(roster -> seen.put(ofRoster, readOrEmpty(roster)));
    return item.isEmpty() ? Optional.empty() : Optional.of(CaseItemMapper.read(item));
  }

  /** The roster of the group's account and Region; read consistently. */
  public RegionQuota of(GroupArn group) {
    Map<String, AttributeValue> item =
        client
            .getItem(
                r ->
                    r.tableName(table)
                        .key(Map.of(CaseItemMapper.KEY, ofRoster(group)))
                        .consistentRead(true))
            .item();
    return readOrEmpty(item);
  }

  private static RegionQuota readOrEmpty(Map<String, AttributeValue> item) {
    return item.isEmpty() ? RegionQuota.EMPTY : read(item);
  }

  /**
   * A group out of each account and Region where some wait: the first in line. Where the line
   * cannot be read, there is none; the reconciler tells.
   */
  public List<GroupArn> firstInLines() {
    List<GroupArn> first = new ArrayList<>();
    client
        .scanPaginator(
            r ->
                r.tableName(table)
                    .filterExpression("begins_with(#group, :roster)")
                    .expressionAttributeNames(Map.of("#group", CaseItemMapper.KEY))
                    .expressionAttributeValues(Map.of(":roster", CaseItemMapper.text(KEY))))
        .items()
        .forEach(item -> firstIn(item).ifPresent(first::add));
    return first;
  }

  private static Optional<GroupArn> firstIn(Map<String, AttributeValue> item) {
    try {
      return read(item).waiting().stream().findFirst();
    } catch (UnreadableRowException _) {
      return Optional.empty();
    }
  }

  /**
   * Changes the roster of the group's account and Region, upon what it is now.
   *
   * @param change may be called several times; where it answers the same, nothing is written
   * @throws IllegalStateException where others keep changing it
   */
  public RegionQuota change(GroupArn group, UnaryOperator<RegionQuota> change) {
    for (int i = 0; i < TRIES; i++) {
      AttributeValue key = ofRoster(group);
      RegionQuota now = Optional.ofNullable(seen.remove(key)).orElseGet(() -> of(group));
      RegionQuota changed = change.apply(now);
      if (changed.equals(now)) {
        return changed;
      }
      // Whatever comes of it, what was read before is old.
      rows.forget(key);
      if (write(key, changed)) {
        seen.put(key, changed.nextVersion());
        return changed;
      }
    }
    throw new IllegalStateException(
        "the roster of %s %s keeps changing".formatted(group.account(), group.region()));
  }

  private boolean write(AttributeValue key, RegionQuota quota) {
    Map<String, AttributeValue> running = new LinkedHashMap<>();
    quota
        .running()
        .forEach((g, at) -> running.put(g.toString(), CaseItemMapper.text(at.toString())));
    Map<String, AttributeValue> item =
        Map.of(
            "running",
            AttributeValue.fromM(running),
            "day",
            CaseItemMapper.text(quota.day().toString()),
            "today",
            arns(quota.today().stream().sorted(Comparator.comparing(GroupArn::toString)).toList()),
            "waiting",
            arns(quota.waiting()),
            CaseItemMapper.VERSION,
            CaseItemMapper.number(quota.version() + 1));
    try {
      client.updateItem(RowUpdate.between(Map.of(), item).request(table, key, quota.version()));
      return true;
    } catch (ConditionalCheckFailedException _) {
      // Perhaps upon itself: the SDK repeats a write whose answer was lost. Then there is nothing
      // left to change.
      return false;
    }
  }

  /**
   * Reads a row.
   *
   * @throws UnreadableRowException where it is not as it would be written
   */
  static RegionQuota read(Map<String, AttributeValue> item) {
    RowReader row = RowReader.of(item);
    row.allows(ATTRIBUTES);
    Map<GroupArn, Instant> running = new HashMap<>();
    row.texts("running")
        .forEach(
            (group, since) ->
                running.put(
                    row.parsed("running", group, "ARN of a replication group", GroupArn::parse),
                    row.parsed("running", since, "instant", Instant::parse)));
    return new RegionQuota(
        running,
        row.day("day"),
        Set.copyOf(row.groups("today")),
        row.groups("waiting"),
        row.number(CaseItemMapper.VERSION));
  }

  private static AttributeValue arns(List<GroupArn> groups) {
    return AttributeValue.fromL(
        groups.stream().map(g -> CaseItemMapper.text(g.toString())).toList());
  }

  private static AttributeValue ofCase(GroupArn group) {
    return CaseItemMapper.text(group.toString());
  }

  private static AttributeValue ofRoster(GroupArn group) {
    return CaseItemMapper.text("%s %s %s".formatted(KEY, group.account(), group.region()));
  }

  /**
   * Rows of the ledger, read consistently, those together that are needed one right after the
   * other. Whoever writes upon one does so upon its version, so one that is old by then is read
   * again.
   */
  private static final class RowsAhead {
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
     * Returns the row of the first key, without attributes where there is none; what was read for
     * it is not used twice.
     *
     * @param keys of rows that are read with it
     */
    Map<String, AttributeValue> take(List<AttributeValue> keys, Instant now) {
      AttributeValue first = keys.getFirst();
      expected.remove(first);
      if (!rows.containsKey(first) || now.isAfter(readAt.plus(FRESH))) {
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
}
