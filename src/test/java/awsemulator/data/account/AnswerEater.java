package awsemulator.data.account;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that passes all on to another one; while it is hungry, answers end the connection. */
final class AnswerEater implements AutoCloseable {
  private final ServerSocket listener;
  private final int to;
  private volatile boolean hungry;

  AnswerEater(int to) throws IOException {
    this.to = to;
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  void hungry(boolean now) {
    hungry = now;
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), to);
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
      }
    } catch (IOException e) {
      // The port was closed.
    }
  }

  private void pass(Socket from, Socket onto, boolean answers) {
    try (from;
        onto) {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[4096];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && hungry) {
          return;
        }
        onto.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side has gone, and so goes the other.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
