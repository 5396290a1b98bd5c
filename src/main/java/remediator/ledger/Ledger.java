package remediator.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * One record a replication group, in a DynamoDB table. Every write is conditional upon the version
 * it was made from, so of two writers one wins and the other looks again; it names only what it
 * changes ({@link RowUpdate}). A case that is RUNNING is the lock of its group.
 */
public final class Ledger {
  private static final int TRIES = 10;

  private final DynamoDbClient client;
  private final String table;
  private final ExecutionNames names;

  /**
   * Returns the ledger in a table.
   *
   * @param names for the flows that are opened in it
   */
  public Ledger(DynamoDbClient client, String table, ExecutionNames names) {
    this.client = client;
    this.table = table;
    this.names = names;
  }

  /**
   * What is known about a group; read consistently.
   *
   * @throws UnreadableRowException where it is not as this version writes it
   */
  public Optional<RemediationCase> find(GroupArn group) {
    Map<String, AttributeValue> item = get(CaseItemMapper.text(group.toString()));
    return item.isEmpty() ? Optional.empty() : Optional.of(CaseItemMapper.read(item));
  }

  /**
   * Writes down that a group waits for a place.
   *
   * @param before what the ledger says of the group
   * @return the waiting case, or empty where a flow runs, or somebody was faster
   */
  public Optional<RemediationCase> enqueue(
      NewCase newCase, Optional<RemediationCase> before, Instant at, String why) {
    if (before.isPresent() && before.get().running()) {
      return Optional.empty();
    }
    Optional<RemediationCase> waiting =
        before.filter(c -> c.state() == RemediationCase.State.WAITING);
    if (waiting.isPresent()) {
      return Optional.of(change(waiting.get(), c -> c.withFindings(newCase.findings())));
    }
    return write(before, newCase.waiting(before).withHistory(at, why));
  }

  /** Who has a place and who waits for one; kept in the same table. */
  public RegionQuotaStore rosters() {
    return new RegionQuotaStore(client, table);
  }

  /** A part of every case, for a list. */
  public FleetScan fleet() {
    return new FleetScan(client, table, CaseSummary.SHOWN);
  }

  /** More of every case, for a report. */
  public FleetScan reportedFleet() {
    return new FleetScan(client, table, CaseSummary.REPORTED);
  }

  /** Findings without a case that people have been told of; kept in the same table. */
  public ToldFindings toldFindings() {
    return new ToldFindings(client, table);
  }

  /**
   * Reads every row there is, page by page, and keeps none: of a large organisation they are
   * hundreds of megabytes.
   *
   * @param cases is given each, in no order
   * @param unreadable is given one for each row that is no case, or no roster, as this version
   *     writes them
   */
  public void scan(Consumer<RemediationCase> cases, Consumer<UnreadableRowException> unreadable) {
    for (Map<String, AttributeValue> item :
        client.scanPaginator(r -> r.tableName(table).consistentRead(true)).items()) {
      String key = item.get(CaseItemMapper.KEY).s();
      try {
        if (key.startsWith("arn:")) {
          cases.accept(CaseItemMapper.read(item));
        } else if (key.startsWith(RegionQuotaStore.KEY)) {
          RegionQuotaStore.read(item);
        }
      } catch (UnreadableRowException e) {
        unreadable.accept(e);
      }
    }
  }

  /**
   * The case of a flow, by the name of the flow.
   *
   * @param place where its group is
   * @return empty where the ledger has no such flow, or a later one for the same group
   * @throws UnreadableRowException where the row that may name it cannot be read
   */
  public Optional<RemediationCase> findByFlow(AccountRegion place, String flow) {
    return ExecutionNames.groupId(flow)
        .map(id -> new GroupArn(place.partition(), place.region(), place.account(), id))
        .flatMap(this::find)
        .filter(c -> c.flow().equals(flow));
  }

  /** The name of the execution that would end the flow of this case, were its own to die now. */
  public static String ending(RemediationCase c) {
    return ExecutionNames.ending(c.flow(), takeOvers(c) + 1);
  }

  /**
   * Gives a case whose execution is gone to a new one, which ends the flow.
   *
   * @param dead as it was found
   * @param how what became of its execution, as words
   * @return the case with its new execution, or empty where it has ended or changed hands meanwhile
   */
  public Optional<RemediationCase> takeOver(RemediationCase dead, String how, Instant at) {
    String next = ending(dead);
    RemediationCase now =
        change(
            dead,
            c ->
                c.running() && c.execution().equals(dead.execution())
                    ? c.with(CaseAttribute.EXECUTION, next)
                        .with(CaseAttribute.RECOVERIES, Integer.toString(takeOvers(dead) + 1))
                        .with(CaseAttribute.RECOVERED_AT, at.toString())
                        .with(
                            CaseAttribute.EXECUTION_FAILURE,
                            c.attribute(CaseAttribute.EXECUTION_FAILURE).orElse(how))
                        .without(
                            CaseAttribute.GATE, CaseAttribute.GATE_TOKEN, CaseAttribute.GATE_UNTIL)
                        .withHistory(
                            at, dead.execution() + " " + how + "; " + next + " ends the flow")
                    : c);
    return Optional.of(now).filter(c -> c.running() && c.execution().equals(next));
  }

  /** Gives a flow that has not begun the name of the next attempt. */
  public RemediationCase withNextAttempt(RemediationCase opened) {
    return change(
        opened,
        c ->
            c.running() && c.execution().equals(opened.flow())
                ? c.attempt(c.attempt() + 1, names.next(c.group(), c.attempt() + 1))
                : c);
  }

  private static int takeOvers(RemediationCase c) {
    return c.attribute(CaseAttribute.RECOVERIES).map(Integer::parseInt).orElse(0);
  }

  /**
   * Takes the lock for a new flow: of all who try at once, one gets it.
   *
   * @return the running case, or empty where a flow runs already
   */
  public Optional<RemediationCase> tryStart(NewCase newCase) {
    return tryStart(newCase, find(newCase.group()));
  }

  /**
   * The same where the group's case has just been read: whoever was faster since then wins.
   *
   * @param before the case as it was read
   */
  public Optional<RemediationCase> tryStart(NewCase newCase, Optional<RemediationCase> before) {
    return fresh(newCase, before).flatMap(fresh -> write(before, fresh));
  }

  /** The case that would be opened, not written; empty where a flow runs already. */
  public Optional<RemediationCase> fresh(NewCase newCase, Optional<RemediationCase> before) {
    return newCase.fresh(before, names);
  }

  /** The same for a flow that has begun already, as far as the case tells. */
  public Optional<RemediationCase> tryStart(
      RemediationCase begun, Optional<RemediationCase> before) {
    return write(before, begun);
  }

  /**
   * Changes the case of a group, upon what it is now.
   *
   * @param change may be called several times
   * @throws IllegalStateException where there is no case, or others keep changing it
   */
  public RemediationCase change(GroupArn group, UnaryOperator<RemediationCase> change) {
    return change(existing(group), change);
  }

  /**
   * The same for a case that has been read before: it is read again only where somebody has changed
   * it since.
   */
  public RemediationCase change(RemediationCase known, UnaryOperator<RemediationCase> change) {
    RemediationCase now = known;
    for (int i = 0; i < TRIES; i++) {
      RemediationCase changed = change.apply(now);
      if (changed.equals(now)) {
        return now;
      }
      Optional<RemediationCase> written = write(Optional.of(now), changed);
      if (written.isPresent()) {
        return written.get();
      }
      now = existing(known.group());
    }
    throw new IllegalStateException("the ledger's case for " + known.group() + " keeps changing");
  }

  private RemediationCase existing(GroupArn group) {
    return find(group)
        .orElseThrow(() -> new IllegalStateException("the ledger has no case for " + group));
  }

  /**
   * Writes what differs, upon the version that the case was made from; empty where somebody was
   * faster.
   *
   * @param before the case as it was read; empty where there was none
   */
  private Optional<RemediationCase> write(
      Optional<RemediationCase> before, RemediationCase changed) {
    RemediationCase next = changed.nextVersion();
    AttributeValue key = CaseItemMapper.text(changed.group().toString());
    AttributeValue stamp = CaseItemMapper.text(UUID.randomUUID().toString());
    RowUpdate update =
        RowUpdate.between(
                before.map(CaseItemMapper::write).orElse(Map.of()), CaseItemMapper.write(next))
            .with(CaseItemMapper.STAMP, stamp);
    try {
      client.updateItem(update.request(table, key, changed.version()));
      return Optional.of(next);
    } catch (ConditionalCheckFailedException _) {
      // A write whose answer was lost is sent again by the SDK and then fails upon itself. The
      // stamp tells whether what stands there is ours: two deliveries of one finding write the
      // same otherwise.
      return stamp.equals(get(key).get(CaseItemMapper.STAMP))
          ? Optional.of(next)
          : Optional.empty();
    }
  }

  private Map<String, AttributeValue> get(AttributeValue key) {
    return client
        .getItem(r -> r.tableName(table).key(Map.of(CaseItemMapper.KEY, key)).consistentRead(true))
        .item();
  }
}
