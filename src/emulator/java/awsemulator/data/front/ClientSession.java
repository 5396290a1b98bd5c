package awsemulator.data.front;

import awsemulator.data.server.RedisServer;
import awsemulator.data.server.UpstreamConnection;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** One client's connection, from its first byte to its end. */
final class ClientSession {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final ClientSessions sessions;
  private final CommandFilter passage;
  private final ReplyRewrites rewrites;

  /** Unknown, null, until the client has sent its first byte. */
  private volatile ClientTransport transport;

  /** By which CLIENT LIST names the connection; 0 until the server has been reached. */
  private volatile long id;

  ClientSession(
      Socket socket, ClientSessions sessions, CommandFilter passage, ReplyRewrites rewrites) {
    this.socket = socket;
    this.sessions = sessions;
    this.passage = passage;
    this.rewrites = rewrites;
  }

  boolean uses(Set<ClientTransport> transports) {
    return transport != null && transports.contains(transport);
  }

  long id() {
    return id;
  }

  /** The client's address as CLIENT LIST writes it. */
  String address() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  String localAddress() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  void run(RedisServer server, SSLContext tls) {
    try (socket) {
      socket.setTcpNoDelay(true);
      int first = socket.getInputStream().read();
      if (first >= 0 && admitted(ClientTransport.ofFirstByte(first))) {
        serve(server, transport == ClientTransport.TLS ? secured(tls, first) : socket, first);
      }
    } catch (IOException e) {
      // A client that went away or broke the protocol, or was cut off: its connection ends, no
      // more.
    } finally {
      sessions.leave(this);
    }
  }

  private boolean admitted(ClientTransport kind) throws IOException {
    // The transport is set first: a change of mode in between cuts this session off like any other.
    transport = kind;
    if (sessions.admits(kind)) {
      return true;
    }
    // Read what has come, or the client would see a reset instead of an end.
    socket.shutdownOutput();
    InputStream in = socket.getInputStream();
    in.skip(in.available());
    return false;
  }

  private Socket secured(SSLContext tls, int first) throws IOException {
    InputStream consumed = new ByteArrayInputStream(new byte[] {(byte) first});
    return tls.getSocketFactory().createSocket(socket, consumed, true);
  }

  private void serve(RedisServer server, Socket client, int first) throws IOException {
    try (client;
        UpstreamConnection upstream = server.open()) {
      id = upstream.id();
      PushbackInputStream in = new PushbackInputStream(client.getInputStream());
      if (transport == ClientTransport.PLAINTEXT) {
        in.unread(first);
      }
      OutputStream out = new BufferedOutputStream(client.getOutputStream(), BUFFER);
      ReplyTracker conversation = new ReplyTracker(passage, rewrites);
      ReplyPump replies = new ReplyPump(upstream.in(), out, conversation, client);
      Thread answering = Thread.ofVirtual().start(replies);
      try {
        new CommandPump(in, upstream, conversation, replies).run();
      } finally {
        // Then Redis answers what it has got, and ends the connection; so does the pump.
        upstream.endOfCommands();
        join(answering);
      }
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a connection ended.", e);
    }
  }

  /** Ends the connection at once. */
  void cut() {
    try {
      // The TCP socket, also under TLS: a closing alert could wait behind data nobody reads.
      socket.close();
    } catch (IOException e) {
      // It was closing already.
    }
  }
}
