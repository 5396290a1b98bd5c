package remediator.local.data.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** An answer of a Redis server in RESP2, the protocol of a connection that sent no HELLO. */
public sealed interface Reply {
  /** A simple or a bulk string. */
  final class Text implements Reply {
    private final byte[] bytes;

    Text(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The text itself, not a copy. */
    public byte[] bytes() {
      return bytes;
    }

    public String string() {
      return new String(bytes, UTF_8);
    }

    @Override
    public String toString() {
      return string();
    }
  }

  /** An integer. */
  record Whole(long value) implements Reply {}

  /** An array. */
  record Many(List<Reply> items) implements Reply {}

  /** An error: its first word is the kind, such as WRONGTYPE. */
  record Failure(String message) implements Reply {}

  /** The null of bulk strings and arrays. */
  record Nothing() implements Reply {}
}
