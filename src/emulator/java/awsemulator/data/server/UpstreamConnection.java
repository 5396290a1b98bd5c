package awsemulator.data.server;

import awsemulator.data.wire.ReplyReader;
import awsemulator.data.wire.RespCommand;
import awsemulator.data.wire.RespReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * A client's own connection to the server, so that its transactions, subscriptions and blocking
 * calls are Redis's business.
 *
 * @param id the client id by which CLIENT LIST names it
 */
public record UpstreamConnection(SocketChannel channel, long id) implements AutoCloseable {
  static UpstreamConnection greet(SocketChannel channel, String secret) throws IOException {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    RespCommand.of("AUTH", "admin", secret).writeTo(hello);
    RespCommand.of("CLIENT", "ID").writeTo(hello);
    RespCommand.of("RESET").writeTo(hello);
    Channels.newOutputStream(channel).write(hello.toByteArray());
    ReplyReader replies = new ReplyReader(Channels.newInputStream(channel));
    RespReply auth = replies.value();
    RespReply id = replies.value();
    RespReply reset = replies.value();
    if (auth instanceof RespReply.Text
        && id instanceof RespReply.Whole(long value)
        && reset instanceof RespReply.Text) {
      return new UpstreamConnection(channel, value);
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
