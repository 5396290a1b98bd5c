package awsemulator.data.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** An answer of a Redis server in RESP2, the protocol of a connection that sent no HELLO. */
public sealed interface RespReply {
  /** A simple or a bulk string. */
  final class Text implements RespReply {
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
  record Whole(long value) implements RespReply {}

  /** An array. */
  record Many(List<RespReply> items) implements RespReply {}

  /** An error: its first word is the kind, such as WRONGTYPE. */
  record Failure(String message) implements RespReply {}

  /** The null of bulk strings and arrays. */
  record Nothing() implements RespReply {}
}
