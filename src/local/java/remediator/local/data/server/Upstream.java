package remediator.local.data.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import remediator.local.data.wire.Command;
import remediator.local.data.wire.Reply;
import remediator.local.data.wire.ReplyReader;

/**
 * A client's own connection to the server, so that its transactions, subscriptions and blocking
 * calls are Redis's business.
 *
 * @param id the client id by which CLIENT LIST names it
 */
public record Upstream(SocketChannel channel, long id) implements AutoCloseable {
  static Upstream greet(SocketChannel channel, String secret) throws IOException {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    Command.of("AUTH", "admin", secret).writeTo(hello);
    Command.of("CLIENT", "ID").writeTo(hello);
    Command.of("RESET").writeTo(hello);
    Channels.newOutputStream(channel).write(hello.toByteArray());
    ReplyReader replies = new ReplyReader(Channels.newInputStream(channel));
    Reply auth = replies.value();
    Reply id = replies.value();
    Reply reset = replies.value();
    if (auth instanceof Reply.Text
        && id instanceof Reply.Whole(long value)
        && reset instanceof Reply.Text) {
      return new Upstream(channel, value);
    }
    throw new IOException("The server refused a connection: " + auth + ", " + id + ", " + reset);
  }

  public InputStream in() {
    return Channels.newInputStream(channel);
  }

  public OutputStream out() {
    return Channels.newOutputStream(channel);
  }

  /** Tells the server that no more commands come; answers under way still arrive. */
  public void endOfCommands() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
