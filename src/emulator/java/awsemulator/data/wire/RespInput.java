package awsemulator.data.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Buffered bytes of one direction of a connection, read in the units that RESP is made of. */
final class RespInput {
  private final InputStream in;
  private byte[] buffer = new byte[16 * 1024];
  private int position;
  private int end;

  RespInput(InputStream in) {
    this.in = in;
  }

  /** Whether the next read has to wait for the other side. */
  boolean drained() {
    return position == end;
  }

  /** The next byte, not taken; -1 at the end of the stream. */
  int peek() throws IOException {
    return position < end || fill() ? buffer[position] & 0xFF : -1;
  }

  /** The bytes up to and without the line end, which is CR LF or, from people who type, LF. */
  byte[] line() throws IOException {
    int scanned = 0;
    while (true) {
      for (int i = position + scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          int stop = i > position && buffer[i - 1] == '\r' ? i - 1 : i;
          byte[] line = Arrays.copyOfRange(buffer, position, stop);
          position = i + 1;
          return line;
        }
      }
      scanned = end - position;
      if (!fill()) {
        throw new EOFException("the connection ended within a line");
      }
    }
  }

  byte[] bytes(int count) throws IOException {
    byte[] result = new byte[count];
    int taken = 0;
    while (taken < count) {
      taken += take(result, taken, count - taken);
    }
    return result;
  }

  void copy(long count, OutputStream out) throws IOException {
    long left = count;
    while (left > 0) {
      if (drained() && !fill()) {
        throw new EOFException("the connection ended within a value");
      }
      int part = (int) Math.min(left, end - position);
      out.write(buffer, position, part);
      position += part;
      left -= part;
    }
  }

  private int take(byte[] target, int offset, int count) throws IOException {
    if (drained() && !fill()) {
      throw new EOFException("the connection ended within a value");
    }
    int part = Math.min(count, end - position);
    System.arraycopy(buffer, position, target, offset, part);
    position += part;
    return part;
  }

  private boolean fill() throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, end - position);
      end -= position;
      position = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read > 0;
  }
}
