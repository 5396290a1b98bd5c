package awsemulator.data.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.UnaryOperator;

/** A reply that is one text: a bulk string or, in RESP3, a verbatim string. */
final class TextReply {
  /** In front of a verbatim string's text: what it is, always plain text here. */
  private static final String VERBATIM = "txt:";

  private TextReply() {}

  /** The reply with its text changed, and its length with it. Null strings stay as they are. */
  static byte[] rewritten(byte[] raw, UnaryOperator<String> rewrite) {
    // Latin 1 keeps every byte as it is, whatever clients call themselves.
    String reply = new String(raw, ISO_8859_1);
    int start = reply.indexOf("\r\n") + 2;
    if (start == reply.length()) {
      return raw;
    }
    String body = reply.substring(start, reply.length() - 2);
    String prefix = reply.charAt(0) == '=' ? VERBATIM : "";
    String changed = prefix + rewrite.apply(body.substring(prefix.length()));
    return (reply.charAt(0) + "" + changed.length() + "\r\n" + changed + "\r\n")
        .getBytes(ISO_8859_1);
  }
}
