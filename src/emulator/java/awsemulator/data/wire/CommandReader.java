package awsemulator.data.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads what clients send: arrays of bulk strings, and inline commands as typed into telnet. */
public final class CommandReader {
  private static final int MAX_WORDS = 1024 * 1024;
  private static final int MAX_WORD_BYTES = 512 * 1024 * 1024;

  private final RespInput in;

  public CommandReader(InputStream in) {
    this.in = new RespInput(in);
  }

  /** Whether all that the client has sent so far is read. */
  public boolean drained() {
    return in.drained();
  }

  /** The next command, or null where the client has closed the connection. */
  public RespCommand next() throws IOException {
    while (true) {
      int first = in.peek();
      if (first < 0) {
        return null;
      }
      List<byte[]> words = first == '*' ? array() : InlineWords.split(in.line());
      // Redis ignores an empty array or an empty line, and answers nothing.
      if (!words.isEmpty()) {
        return new RespCommand(words);
      }
    }
  }

  private List<byte[]> array() throws IOException {
    int count = number(in.line(), MAX_WORDS, "invalid multibulk length");
    List<byte[]> words = new ArrayList<>(Math.min(Math.max(count, 0), 64));
    for (int i = 0; i < count; i++) {
      byte[] header = in.line();
      if (header.length == 0 || header[0] != '$') {
        String got = header.length == 0 ? "" : String.valueOf((char) header[0]);
        throw new ProtocolFault("expected '$', got '" + got + "'");
      }
      int length = number(header, MAX_WORD_BYTES, "invalid bulk length");
      if (length < 0) {
        throw new ProtocolFault("invalid bulk length");
      }
      words.add(in.bytes(length));
      in.bytes(2);
    }
    return words;
  }

  private static int number(byte[] header, int max, String fault) throws ProtocolFault {
    try {
      int value = Integer.parseInt(new String(header, 1, header.length - 1, US_ASCII));
      if (value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number that is too large.
    }
    throw new ProtocolFault(fault);
  }
}
