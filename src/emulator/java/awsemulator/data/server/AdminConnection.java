package awsemulator.data.server;

import awsemulator.data.wire.ReplyReader;
import awsemulator.data.wire.RespCommand;
import awsemulator.data.wire.RespReply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A connection straight to a server, past the front, for the cloud's own work. */
public final class AdminConnection implements AutoCloseable {
  /**
   * More than this in flight could fill both socket buffers, and both sides would wait for ever.
   */
  private static final int BATCH = 256;

  private final SocketChannel channel;
  private final OutputStream out;
  private final ReplyReader in;

  AdminConnection(Path socket) throws IOException {
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
    this.in = new ReplyReader(Channels.newInputStream(channel));
  }

  /** Sends one command and waits for its answer, which may be a Failure. */
  synchronized RespReply ask(RespCommand command) throws IOException {
    command.writeTo(out);
    out.flush();
    return in.value();
  }

  /**
   * Sends one command and waits for its answer.
   *
   * @throws IOException also where the answer is an error
   */
  public RespReply call(String... words) throws IOException {
    return sure(ask(RespCommand.of(words)));
  }

  /**
   * Sends all the commands, many at a time, and gives their answers in the same order.
   *
   * @throws IOException also where one of the answers is an error
   */
  public synchronized List<RespReply> pipeline(List<RespCommand> commands) throws IOException {
    List<RespReply> replies = new ArrayList<>(commands.size());
    for (int start = 0; start < commands.size(); start += BATCH) {
      List<RespCommand> batch = commands.subList(start, Math.min(start + BATCH, commands.size()));
      for (RespCommand command : batch) {
        command.writeTo(out);
      }
      out.flush();
      for (int i = 0; i < batch.size(); i++) {
        replies.add(in.value());
      }
    }
    // Only when all are read: whoever uses the connection next must not find answers of others.
    for (RespReply reply : replies) {
      sure(reply);
    }
    return replies;
  }

  private static RespReply sure(RespReply reply) throws IOException {
    if (reply instanceof RespReply.Failure(String message)) {
      throw new IOException("The server answered: " + message);
    }
    return reply;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A connection to a server could not be closed.", e);
    }
  }
}
