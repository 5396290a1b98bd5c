package remediator.probe;

import redis.clients.jedis.JedisSocketFactory;

/** How a node of a replication group is reached. */
@FunctionalInterface
public interface NodeSocketFactory {
  /**
   * Opens sockets to one node.
   *
   * @param host the node's endpoint, which its certificate must be good for
   * @param tls whether to use TLS, with a check of the certificate
   */
  JedisSocketFactory to(String host, int port, boolean tls);
}
