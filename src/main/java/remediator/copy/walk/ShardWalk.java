package remediator.copy.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;
import remediator.copy.node.NodeFacts;

/**
 * The way through all keys of one primary, database by database, by {@code SCAN}. Several lanes
 * take batches from it; where it stands is before the first batch that is not finished, so that
 * nothing is left out whatever happens to the others.
 *
 * <p>A cursor may be handed to the next invocation: the engine keeps no state for it, and "a full
 * iteration always retrieves all the elements that were present in the collection from the start to
 * the end of a full iteration", also where its hash table grew or shrank meanwhile (documentation
 * of {@code SCAN}, "Scan guarantees"). While writes are held only expiry changes the collection.
 */
public final class ShardWalk {
  private static final String START = "0";
  private static final byte[] COUNT = NodeConnection.bytes("COUNT");

  /** Keys of one database, and where the walk stands once they are done. */
  public static final class KeyBatch {
    private final int database;
    private final List<byte[]> keys;
    private final Place after;
    private BatchTally tally;

    private KeyBatch(int database, List<byte[]> keys, Place after) {
      this.database = database;
      this.keys = keys;
      this.after = after;
    }

    public int database() {
      return database;
    }

    public List<byte[]> keys() {
      return keys;
    }

    /** Some of its keys. */
    public KeyBatch only(List<byte[]> some) {
      return new KeyBatch(database, some, after);
    }
  }

  private record Place(int database, String cursor, boolean end) {}

  private final NodeFacts node;
  private final NavigableSet<Integer> databases;
  private final int batchSize;
  private final BatchTally tally;
  private final Deque<KeyBatch> open = new ArrayDeque<>();
  private Place next;
  private Place reached;

  private ShardWalk(NodeFacts node, int batchSize, Place place, BatchTally tally) {
    this.node = node;
    this.batchSize = batchSize;
    this.databases = new TreeSet<>(node.databases().keySet());
    this.tally = tally;
    this.next = databases.contains(place.database) ? place : from(place.database + 1, place.end);
    this.reached = next;
  }

  /** From the first key on. */
  public static ShardWalk start(NodeFacts node, int batchSize) {
    return new ShardWalk(node, batchSize, new Place(-1, START, false), new BatchTally());
  }

  /** From where an earlier invocation stood at the same process. */
  public static ShardWalk resume(NodeFacts node, int batchSize, Map<?, ?> position) {
    return new ShardWalk(
        node,
        batchSize,
        new Place(
            (int) BatchTally.number(position, "db"),
            String.valueOf(position.get("cursor")),
            Boolean.TRUE.equals(position.get("end"))),
        BatchTally.of(position));
  }

  public NodeFacts node() {
    return node;
  }

  /**
   * Takes the next keys.
   *
   * @param connection of this lane, to this node
   * @return null where all keys have been taken
   */
  public synchronized KeyBatch take(NodeConnection connection) {
    while (!next.end) {
      connection.select(next.database);
      connection.send(
          Command.SCAN, NodeConnection.bytes(next.cursor), COUNT, NodeConnection.bytes(batchSize));
      List<?> reply = connection.readList();
      String cursor = NodeConnection.string(reply.getFirst());
      int database = next.database;
      next = cursor.equals(START) ? from(database + 1, false) : new Place(database, cursor, false);
      List<byte[]> keys = ((List<?>) reply.getLast()).stream().map(key -> (byte[]) key).toList();
      KeyBatch batch = new KeyBatch(database, keys, next);
      open.add(batch);
      if (!keys.isEmpty()) {
        return batch;
      }
      finish(batch, new BatchTally());
    }
    return null;
  }

  private Place from(int database, boolean end) {
    Integer found = end ? null : databases.ceiling(database);
    return found == null ? new Place(database, START, true) : new Place(found, START, false);
  }

  /** Notes that these keys are done. */
  public synchronized void finish(KeyBatch batch, BatchTally done) {
    batch.tally = done;
    while (!open.isEmpty() && open.getFirst().tally != null) {
      KeyBatch first = open.removeFirst();
      tally.merge(first.tally);
      reached = first.after;
    }
  }

  /** Whether all keys have been taken, if not finished. */
  public synchronized boolean isTaken() {
    return next.end;
  }

  public synchronized boolean isFinished() {
    return reached.end;
  }

  public BatchTally tally() {
    return tally;
  }

  /**
   * What {@link #resume} reads.
   *
   * @param named how many differences are named at most
   */
  synchronized Map<String, Object> position(int named) {
    Map<String, Object> position = new LinkedHashMap<>();
    position.put("db", reached.database);
    position.put("cursor", reached.cursor);
    position.put("end", reached.end);
    position.putAll(tally.toMap(named));
    return position;
  }
}
