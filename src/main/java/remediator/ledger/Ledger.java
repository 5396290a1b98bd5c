package remediator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
  public Optional<Case> find(GroupArn group) {
    Map<String, AttributeValue> item = get(CaseItem.text(group.toString()));
    return item.isEmpty() ? Optional.empty() : Optional.of(CaseItem.read(item));
  }

  /**
   * Writes down that a group waits for a place.
   *
   * @param before what the ledger says of the group
   * @return the waiting case, or empty where a flow runs, or somebody was faster
   */
  public Optional<Case> line(Opening opening, Optional<Case> before, Instant at, String why) {
    if (before.isPresent() && before.get().running()) {
      return Optional.empty();
    }
    Optional<Case> waiting = before.filter(c -> c.state() == Case.State.WAITING);
    if (waiting.isPresent()) {
      return Optional.of(change(waiting.get(), c -> c.knowing(opening.findings())));
    }
    return write(before, opening.waiting(before).noting(at, why));
  }

  /** Who has a place and who waits for one; kept in the same table. */
  public Rosters rosters() {
    return new Rosters(client, table);
  }

  /**
   * What the table holds.
   *
   * @param cases in no order
   * @param unreadable one for each row that is no case, or no roster, as this version writes them
   */
  public record Rows(List<Case> cases, List<UnreadableRowException> unreadable) {
    public Rows {
      cases = List.copyOf(cases);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** Every row there is; read page by page. */
  public Rows rows() {
    List<Case> cases = new ArrayList<>();
    List<UnreadableRowException> unreadable = new ArrayList<>();
    for (Map<String, AttributeValue> item :
        client.scanPaginator(r -> r.tableName(table).consistentRead(true)).items()) {
      String key = item.get(CaseItem.KEY).s();
      try {
        if (key.startsWith("arn:")) {
          cases.add(CaseItem.read(item));
        } else if (key.startsWith(Rosters.KEY)) {
          Rosters.read(item);
        }
      } catch (UnreadableRowException e) {
        unreadable.add(e);
      }
    }
    return new Rows(cases, unreadable);
  }

  /** The name of the execution that would end the flow of this case, were its own to die now. */
  public static String ending(Case c) {
    return ExecutionNames.ending(c.flow(), takeOvers(c) + 1);
  }

  /**
   * Gives a case whose execution is gone to a new one, which ends the flow.
   *
   * @param dead as it was found
   * @param how what became of its execution, as words
   * @return the case with its new execution, or empty where it has ended or changed hands meanwhile
   */
  public Optional<Case> takeOver(Case dead, String how, Instant at) {
    String next = ending(dead);
    Case now =
        change(
            dead,
            c ->
                c.running() && c.execution().equals(dead.execution())
                    ? c.with(Fact.EXECUTION, next)
                        .with(Fact.TAKE_OVERS, Integer.toString(takeOvers(dead) + 1))
                        .with(Fact.TAKEN_OVER_AT, at.toString())
                        .with(Fact.DIED_OF, c.fact(Fact.DIED_OF).orElse(how))
                        .without(Fact.GATE, Fact.GATE_TOKEN, Fact.GATE_UNTIL)
                        .noting(at, dead.execution() + " " + how + "; " + next + " ends the flow")
                    : c);
    return Optional.of(now).filter(c -> c.running() && c.execution().equals(next));
  }

  /** Gives a flow that has not begun the name of the next attempt. */
  public Case renamed(Case opened) {
    return change(
        opened,
        c ->
            c.running() && c.execution().equals(opened.flow())
                ? c.attempt(c.attempt() + 1, names.next(c.group(), c.attempt() + 1))
                : c);
  }

  private static int takeOvers(Case c) {
    return c.fact(Fact.TAKE_OVERS).map(Integer::parseInt).orElse(0);
  }

  /**
   * Takes the lock for a new flow: of all who try at once, one gets it.
   *
   * @return the running case, or empty where a flow runs already
   */
  public Optional<Case> open(Opening opening) {
    return open(opening, find(opening.group()));
  }

  /**
   * The same where the group's case has just been read: whoever was faster since then wins.
   *
   * @param before the case as it was read
   */
  public Optional<Case> open(Opening opening, Optional<Case> before) {
    return fresh(opening, before).flatMap(fresh -> write(before, fresh));
  }

  /** The case that would be opened, not written; empty where a flow runs already. */
  public Optional<Case> fresh(Opening opening, Optional<Case> before) {
    return opening.fresh(before, names);
  }

  /** The same for a flow that has begun already, as far as the case tells. */
  public Optional<Case> open(Case begun, Optional<Case> before) {
    return write(before, begun);
  }

  /**
   * Changes the case of a group, upon what it is now.
   *
   * @param change may be called several times
   * @throws IllegalStateException where there is no case, or others keep changing it
   */
  public Case change(GroupArn group, UnaryOperator<Case> change) {
    return change(existing(group), change);
  }

  /**
   * The same for a case that has been read before: it is read again only where somebody has changed
   * it since.
   */
  public Case change(Case known, UnaryOperator<Case> change) {
    Case now = known;
    for (int i = 0; i < TRIES; i++) {
      Case changed = change.apply(now);
      if (changed.equals(now)) {
        return now;
      }
      Optional<Case> written = write(Optional.of(now), changed);
      if (written.isPresent()) {
        return written.get();
      }
      now = existing(known.group());
    }
    throw new IllegalStateException("the ledger's case for " + known.group() + " keeps changing");
  }

  private Case existing(GroupArn group) {
    return find(group)
        .orElseThrow(() -> new IllegalStateException("the ledger has no case for " + group));
  }

  /**
   * Writes what differs, upon the version that the case was made from; empty where somebody was
   * faster.
   *
   * @param before the case as it was read; empty where there was none
   */
  private Optional<Case> write(Optional<Case> before, Case changed) {
    Case next = Versions.next(changed);
    AttributeValue key = CaseItem.text(changed.group().toString());
    AttributeValue stamp = CaseItem.text(UUID.randomUUID().toString());
    RowUpdate update =
        RowUpdate.between(before.map(CaseItem::write).orElse(Map.of()), CaseItem.write(next))
            .with(CaseItem.STAMP, stamp);
    try {
      client.updateItem(update.request(table, key, changed.version()));
      return Optional.of(next);
    } catch (ConditionalCheckFailedException _) {
      // A write whose answer was lost is sent again by the SDK and then fails upon itself. The
      // stamp tells whether what stands there is ours: two deliveries of one finding write the
      // same otherwise.
      return stamp.equals(get(key).get(CaseItem.STAMP)) ? Optional.of(next) : Optional.empty();
    }
  }

  private Map<String, AttributeValue> get(AttributeValue key) {
    return client
        .getItem(r -> r.tableName(table).key(Map.of(CaseItem.KEY, key)).consistentRead(true))
        .item();
  }
}
