package remediator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
  static final String KEY = "#roster";
  private static final Set<String> ATTRIBUTES =
      Set.of(CaseItemMapper.KEY, "running", "day", "today", "waiting", CaseItemMapper.VERSION);
  private static final int TRIES = 30;

  private final DynamoDbClient client;
  private final String table;

  /** Read beside a case; good for one try. */
  private final Map<Map<String, AttributeValue>, RegionQuota> seen = new HashMap<>();

  RegionQuotaStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * What the ledger says of a group, which may want a place next: its roster is read with it, by
   * one call, consistently.
   */
  public Optional<RemediationCase> findCase(GroupArn group) {
    Map<String, AttributeValue> ofCase =
        Map.of(CaseItemMapper.KEY, CaseItemMapper.text(group.toString()));
    Map<String, AttributeValue> ofRoster = key(group);
    BatchGetItemResponse answer =
        client.batchGetItem(
            r ->
                r.requestItems(
                    Map.of(
                        table,
                        KeysAndAttributes.builder()
                            .keys(List.of(ofCase, ofRoster))
                            .consistentRead(true)
                            .build())));
    if (answer.hasUnprocessedKeys() && !answer.unprocessedKeys().isEmpty()) {
      Map<String, AttributeValue> item =
          client.getItem(r -> r.tableName(table).key(ofCase).consistentRead(true)).item();
      return item.isEmpty() ? Optional.empty() : Optional.of(CaseItemMapper.read(item));
    }
    Map<AttributeValue, Map<String, AttributeValue>> items = new HashMap<>();
    answer
        .responses()
        .getOrDefault(table, List.of())
        .forEach(item -> items.put(item.get(CaseItemMapper.KEY), item));
    Optional<Map<String, AttributeValue>> roster =
        Optional.ofNullable(items.get(ofRoster.get(CaseItemMapper.KEY)));
    seen.put(ofRoster, roster.map(RegionQuotaStore::read).orElse(RegionQuota.EMPTY));
    return Optional.ofNullable(items.get(ofCase.get(CaseItemMapper.KEY))).map(CaseItemMapper::read);
  }

  /** The roster of the group's account and Region; read consistently. */
  public RegionQuota of(GroupArn group) {
    Map<String, AttributeValue> item =
        client.getItem(r -> r.tableName(table).key(key(group)).consistentRead(true)).item();
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
      RegionQuota now = Optional.ofNullable(seen.remove(key(group))).orElseGet(() -> of(group));
      RegionQuota changed = change.apply(now);
      if (changed.equals(now) || write(group, changed)) {
        return changed;
      }
    }
    throw new IllegalStateException(
        "the roster of %s %s keeps changing".formatted(group.account(), group.region()));
  }

  private boolean write(GroupArn group, RegionQuota quota) {
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
      client.updateItem(
          RowUpdate.between(Map.of(), item)
              .request(table, key(group).get(CaseItemMapper.KEY), quota.version()));
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

  private static Map<String, AttributeValue> key(GroupArn group) {
    return Map.of(
        CaseItemMapper.KEY,
        CaseItemMapper.text("%s %s %s".formatted(KEY, group.account(), group.region())));
  }
}
