package remediator.copy.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import remediator.probe.NodeSocketFactory;

/**
 * One connection to one node, for many commands at a time: {@link #send} queues, {@link #read}
 * gives the next reply. Keys and values are bytes throughout. Whatever fails becomes a {@link
 * CopyProblemException}.
 */
public final class NodeConnection implements AutoCloseable {
  /** Without what Jedis would send by itself when it connects: HELLO, and CLIENT SETINFO. */
  private static final JedisClientConfig QUIET =
      DefaultJedisClientConfig.builder()
          .autoNegotiateProtocol(false)
          .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
          .build();

  /** An engine needs seconds for a value of hundreds of megabytes. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final String node;
  private final Connection connection;
  private int database;

  public NodeConnection(NodeSocketFactory sockets, String node, boolean tls) {
    this.node = node;
    int colon = node.lastIndexOf(':');
    if (colon < 1 || !node.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new CopyProblemException(
          "The node " + node + " is not given as host and port. Report this as a defect.", false);
    }
    try {
      connection =
          new Connection(
              sockets.to(
                  node.substring(0, colon), Integer.parseInt(node.substring(colon + 1)), tls),
              QUIET);
      connection.setSoTimeout(PATIENCE_MILLIS);
    } catch (JedisException e) {
      throw NodeProblem.unreachable(node, e);
    }
  }

  public String node() {
    return node;
  }

  /** Selects a database; a cluster's nodes have but 0, and are never asked. */
  public void select(int wanted) {
    if (database != wanted) {
      send(Command.SELECT, bytes(wanted));
      read();
      database = wanted;
    }
  }

  /** Queues one command. */
  public void send(Command command, byte[]... words) {
    try {
      connection.sendCommand(command, words);
    } catch (JedisException e) {
      throw NodeProblem.of(node, e);
    }
  }

  /** Sends what is queued, and gives the next reply: Long, byte[], List or null. */
  public Object read() {
    try {
      return connection.getOne();
    } catch (JedisException e) {
      throw NodeProblem.of(node, e);
    }
  }

  public byte[] readBytes() {
    return read() instanceof byte[] bytes ? bytes : null;
  }

  /** 0 for a reply that is no number, such as of a key that is gone. */
  public long readNumber() {
    return read() instanceof Long number ? number : 0;
  }

  public List<?> readList() {
    return read() instanceof List<?> list ? list : List.of();
  }

  /** Sends one command and reads its reply as text; empty where there is none. */
  public String text(Command command, String... words) {
    byte[][] raw = new byte[words.length][];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = bytes(words[i]);
    }
    send(command, raw);
    byte[] reply = readBytes();
    return reply == null ? "" : string(reply);
  }

  public static byte[] bytes(String word) {
    return word.getBytes(UTF_8);
  }

  public static byte[] bytes(long number) {
    return Long.toString(number).getBytes(ISO_8859_1);
  }

  public static String string(Object bytes) {
    return new String((byte[]) bytes, UTF_8);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (JedisException _) {
      // It is of no use any more.
    }
  }
}
