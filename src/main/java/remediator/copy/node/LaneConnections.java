package remediator.copy.node;

import java.util.IdentityHashMap;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** One lane's connections to the primaries of the other side, opened when they are needed. */
public final class LaneConnections implements AutoCloseable {
  private final GroupTopology side;
  private final IdentityHashMap<NodeFacts, NodeConnection> open = new IdentityHashMap<>();
  private final IdentityHashMap<NodeFacts, Long> clocks = new IdentityHashMap<>();

  public LaneConnections(GroupTopology side) {
    this.side = side;
  }

  /** The connection to the node that has the key, with this database selected. */
  public NodeConnection to(byte[] key, int database) {
    return to(side.ownerOf(key), database);
  }

  public NodeConnection to(NodeFacts owner, int database) {
    NodeConnection connection = open.get(owner);
    if (connection == null) {
      connection = side.connect(owner);
      open.put(owner, connection);
      clocks.put(owner, time(connection) - here());
    }
    connection.select(database);
    return connection;
  }

  private static long time(NodeConnection connection) {
    connection.send(Command.TIME);
    List<?> time = connection.readList();
    return Long.parseLong(NodeConnection.string(time.getFirst())) * 1000
        + Long.parseLong(NodeConnection.string(time.getLast())) / 1000;
  }

  private static long here() {
    return System.nanoTime() / 1_000_000;
  }

  public NodeFacts ownerOf(byte[] key) {
    return side.ownerOf(key);
  }

  /**
   * The node's own time in milliseconds: what it takes a moment of expiry for. Its clock need not
   * go as ours does.
   */
  public long clock(NodeFacts owner) {
    return here() + clocks.get(owner);
  }

  @Override
  public void close() {
    open.values().forEach(NodeConnection::close);
  }
}
