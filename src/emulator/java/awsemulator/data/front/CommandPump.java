package awsemulator.data.front;

import awsemulator.data.server.UpstreamConnection;
import awsemulator.data.wire.CommandReader;
import awsemulator.data.wire.ProtocolFault;
import awsemulator.data.wire.RespCommand;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes a client's commands on to the server, as many at a time as have come. */
final class CommandPump {
  private final CommandReader in;
  private final OutputStream out;
  private final ReplyTracker conversation;
  private final ReplyPump replies;

  CommandPump(
      InputStream client,
      UpstreamConnection upstream,
      ReplyTracker conversation,
      ReplyPump replies) {
    this.in = new CommandReader(client);
    this.out = new BufferedOutputStream(upstream.out(), 16 * 1024);
    this.conversation = conversation;
    this.replies = replies;
  }

  void run() throws IOException {
    try {
      for (RespCommand command = in.next(); command != null; command = in.next()) {
        conversation.send(command).writeTo(out);
        if (in.drained()) {
          out.flush();
        }
      }
      out.flush();
    } catch (ProtocolFault e) {
      out.flush();
      replies.endWith("ERR Protocol error: " + e.getMessage());
    }
  }
}
