package awsemulator.data.front;

import awsemulator.data.server.AclPasswords;
import awsemulator.data.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;

/**
 * The port of one shard as clients see it. It accepts plaintext, TLS or both, tells them apart by
 * their first byte, and passes commands on to the server behind it.
 *
 * <p>It changes four things on the way: commands that ElastiCache restricts do not get through,
 * INFO has ElastiCache's section on TLS, CLIENT LIST shows where clients really come from, and with
 * cluster mode enabled INFO and CLUSTER NODES tell of the cluster. Everything else, passwords too,
 * is Redis's own work.
 */
public final class ShardFront implements AutoCloseable {
  private static final int BACKLOG = 511;

  private final ServerSocket listener;
  private final ClientSessions sessions = new ClientSessions();
  private final RedisServer server;
  private final SSLContext tls;
  private final ReplyRewrites rewrites;
  private final CommandFilter passage;
  private final LongAdder opened = new LongAdder();

  private ShardFront(ServerSocket listener, RedisServer server, SSLContext tls, ClusterNode node) {
    this.listener = listener;
    this.server = server;
    this.tls = tls;
    this.rewrites = new ReplyRewrites(sessions, node);
    this.passage = new CommandFilter(node);
  }

  /** Opens a loopback port that accepts plaintext, as a group without TLS does. */
  public static ShardFront open(RedisServer server, SSLContext tls, ClusterNode node)
      throws IOException {
    ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    ShardFront front = new ShardFront(listener, server, tls, node);
    Thread.ofVirtual().name("front-" + listener.getLocalPort()).start(front::listen);
    return front;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on only these transports; connections of another one are closed at once. */
  public void accept(Set<ClientTransport> transports) {
    sessions.accept(transports);
  }

  /** Whether logging in is up to the client; see {@link AclPasswords#optional}. */
  public void passwordsOptional(boolean optional) {
    passage.passwordsOptional(optional);
  }

  /** Open connections of clients. */
  public int connections() {
    return sessions.count();
  }

  /** Connections that clients have opened since the port was. */
  public long opened() {
    return opened.sum();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        welcome(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException("Port " + port() + " accepts no more connections.", e);
        }
      }
    }
  }

  private void welcome(Socket socket) throws IOException {
    ClientSession session = new ClientSession(socket, sessions, passage, rewrites);
    if (sessions.enter(session)) {
      opened.increment();
      Thread.ofVirtual().start(() -> session.run(server, tls));
    } else {
      socket.close();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port() + " could not be closed.", e);
    } finally {
      sessions.close();
    }
  }
}
