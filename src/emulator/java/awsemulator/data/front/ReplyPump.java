package awsemulator.data.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.data.wire.ReplyReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/** Passes the server's replies on to the client, those changed that have to be. */
final class ReplyPump implements Runnable {
  private final ReplyReader in;
  private final OutputStream out;
  private final ReplyTracker conversation;
  private final Closeable client;
  private volatile String lastWords;

  ReplyPump(InputStream in, OutputStream out, ReplyTracker conversation, Closeable client) {
    this.in = new ReplyReader(in);
    this.out = out;
    this.conversation = conversation;
    this.client = client;
  }

  /** After the replies that are still to come, this error ends the connection. */
  void endWith(String error) {
    lastWords = error;
  }

  @Override
  public void run() {
    try (client) {
      for (int type = in.type(); type >= 0; type = in.type()) {
        pass(type);
        if (in.drained()) {
          out.flush();
        }
      }
      if (lastWords != null) {
        out.write(("-" + lastWords + "\r\n").getBytes(UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // The client is gone; closing it makes the other direction end too.
    }
  }

  private void pass(int type) throws IOException {
    if (type == '>') {
      in.copyTo(out);
    } else if (type == '*' && conversation.subscribed()) {
      passArray();
    } else {
      UnaryOperator<String> rewrite = conversation.nextReply();
      if (rewrite == null || (type != '$' && type != '=')) {
        in.copyTo(out);
      } else {
        out.write(TextReply.rewritten(captured(), rewrite));
      }
    }
  }

  /** In RESP2 only its first word tells a message from a reply. */
  private void passArray() throws IOException {
    byte[] array = captured();
    if (!PubSub.isMessage(new String(array, ISO_8859_1))) {
      conversation.nextReply();
    }
    out.write(array);
  }

  private byte[] captured() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    in.copyTo(bytes);
    return bytes.toByteArray();
  }
}
