package awsemulator.data.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads what servers answer: RESP2 as values, and both RESP2 and RESP3 as bytes to pass on. */
public final class ReplyReader {
  private final RespInput in;

  public ReplyReader(InputStream in) {
    this.in = new RespInput(in);
  }

  /** Whether all that the server has sent so far is read. */
  public boolean drained() {
    return in.drained();
  }

  /** The first byte of the next reply, which is its type, not taken; -1 at the end. */
  public int type() throws IOException {
    return in.peek();
  }

  /** The next reply as a value; EOFException where the server has closed the connection. */
  public RespReply value() throws IOException {
    if (in.peek() < 0) {
      throw new EOFException("the server closed the connection");
    }
    byte[] header = in.line();
    String rest = new String(header, 1, header.length - 1, UTF_8);
    return switch (header[0]) {
      case '+' -> new RespReply.Text(rest.getBytes(UTF_8));
      case '-' -> new RespReply.Failure(rest);
      case ':' -> new RespReply.Whole(Long.parseLong(rest));
      case '$' -> rest.equals("-1") ? new RespReply.Nothing() : bulk(Integer.parseInt(rest));
      case '*' -> rest.equals("-1") ? new RespReply.Nothing() : many(Integer.parseInt(rest));
      default -> throw new ProtocolFault("unknown type of reply: " + (char) header[0]);
    };
  }

  /** Copies the next reply, whole, with all that it contains. */
  public void copyTo(OutputStream out) throws IOException {
    byte[] header = in.line();
    out.write(header);
    out.write('\r');
    out.write('\n');
    switch (header[0]) {
      case '$', '=', '!' -> {
        long length = count(header);
        in.copy(length < 0 ? 0 : length + 2, out);
      }
      case '*', '~', '>' -> copyAll(count(header), out);
      case '%' -> copyAll(2 * count(header), out);
      // An attribute comes before the reply that it belongs to.
      case '|' -> copyAll(2 * count(header) + 1, out);
      default -> {} // The line was all of it.
    }
  }

  private void copyAll(long count, OutputStream out) throws IOException {
    for (long i = 0; i < count; i++) {
      copyTo(out);
    }
  }

  private static long count(byte[] header) {
    return Long.parseLong(new String(header, 1, header.length - 1, US_ASCII));
  }

  private RespReply bulk(int length) throws IOException {
    byte[] bytes = in.bytes(length);
    in.bytes(2);
    return new RespReply.Text(bytes);
  }

  private RespReply many(int count) throws IOException {
    List<RespReply> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(value());
    }
    return new RespReply.Many(items);
  }
}
