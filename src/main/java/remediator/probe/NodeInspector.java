package remediator.probe;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.Keyword;

/** One look at one node. It sends two commands, both of which only read. */
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
   * Looks.
   *
   * @param node host and port, {@code name:6379}
   * @throws redis.clients.jedis.exceptions.JedisException where it cannot be reached or refuses
   */
  public NodeClients at(String node) {
    int colon = node.lastIndexOf(':');
    String host = node.substring(0, colon);
    int port = Integer.parseInt(node.substring(colon + 1));
    try (Connection connection = new Connection(sockets.to(host, port), QUIET)) {
      connection.sendCommand(Command.INFO);
      String info = connection.getBulkReply();
      connection.sendCommand(Command.CLIENT, Keyword.LIST.getRaw());
      return NodeClients.of(info, connection.getBulkReply());
    }
  }
}
