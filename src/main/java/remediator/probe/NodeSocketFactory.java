package remediator.probe;

import redis.clients.jedis.JedisSocketFactory;

/** How a node of a replication group is reached: with TLS, and a check of its certificate. */
@FunctionalInterface
public interface NodeSocketFactory {
  /**
   * Opens sockets to one node.
   *
   * @param host the node's endpoint, which its certificate must be good for
   */
  JedisSocketFactory to(String host, int port);
}
