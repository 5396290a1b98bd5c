package remediator.probe;

import java.util.Optional;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.Keyword;
import redis.clients.jedis.exceptions.JedisDataException;

/** One look at one node. What it sends changes nothing. */
public final class NodeInspector {
  /** Without what Jedis would send by itself when it connects: HELLO, and CLIENT SETINFO. */
  private static final JedisClientConfig QUIET =
      DefaultJedisClientConfig.builder()
          .autoNegotiateProtocol(false)
          .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
          .socketTimeoutMillis(4_000)
          .build();

  private final NodeSocketFactory sockets;

  public NodeInspector(NodeSocketFactory sockets) {
    this.sockets = sockets;
  }

  /**
   * Counts the clients.
   *
   * @param node host and port, {@code name:6379}
   * @throws redis.clients.jedis.exceptions.JedisException where it cannot be reached or refuses
   */
  public NodeClients clients(String node) {
    try (Connection connection = connect(node, true)) {
      connection.sendCommand(Command.INFO);
      String info = connection.getBulkReply();
      connection.sendCommand(Command.CLIENT, Keyword.LIST.getRaw());
      return NodeClients.of(info, connection.getBulkReply());
    }
  }

  /**
   * Tries a write: deletes a key that does not exist. An engine that requires more replicas than
   * there are checks that before it looks for the key (Redis documentation, {@code
   * min-replicas-to-write}).
   *
   * @param node host and port, {@code name:6379}
   * @throws redis.clients.jedis.exceptions.JedisException where it cannot be reached, or answers
   *     neither yes nor no
   */
  public WriteAnswer tryWrite(String node, boolean tls) {
    try (Connection connection = connect(node, tls)) {
      Optional<String> key = absentKey(connection);
      if (key.isEmpty()) {
        return WriteAnswer.REPLICA;
      }
      connection.sendCommand(Command.DEL, key.get());
      connection.getIntegerReply();
      return WriteAnswer.ACCEPTED;
    } catch (JedisDataException e) {
      return WriteAnswer.of(e.getMessage()).orElseThrow(() -> e);
    }
  }

  /** A key of this node's slots; empty where it has none, as a replica in cluster mode. */
  private static Optional<String> absentKey(Connection connection) {
    connection.sendCommand(Command.CLUSTER, "NODES");
    String nodes;
    try {
      nodes = connection.getBulkReply();
    } catch (JedisDataException _) {
      // Cluster mode is disabled; or the node refuses every command, then the write tells why.
      return Optional.of(AbsentKey.anywhere());
    }
    return AbsentKey.of(nodes);
  }

  private Connection connect(String node, boolean tls) {
    int colon = node.lastIndexOf(':');
    String host = node.substring(0, colon);
    int port = Integer.parseInt(node.substring(colon + 1));
    return new Connection(sockets.to(host, port, tls), QUIET);
  }
}
