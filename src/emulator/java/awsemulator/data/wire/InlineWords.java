package awsemulator.data.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Splits an inline command at blanks; single or double quotes keep blanks together. */
final class InlineWords {
  private InlineWords() {}

  static List<byte[]> split(byte[] line) throws ProtocolFault {
    List<byte[]> words = new ArrayList<>();
    ByteArrayOutputStream word = null;
    int quote = 0;
    for (byte b : line) {
      if (quote != 0) {
        if (b == quote) {
          quote = 0;
        } else {
          word.write(b);
        }
      } else if (b == ' ' || b == '\t') {
        if (word != null) {
          words.add(word.toByteArray());
          word = null;
        }
      } else {
        word = word == null ? new ByteArrayOutputStream() : word;
        if (b == '"' || b == '\'') {
          quote = b;
        } else {
          word.write(b);
        }
      }
    }
    if (quote != 0) {
      throw new ProtocolFault("unbalanced quotes in request");
    }
    if (word != null) {
      words.add(word.toByteArray());
    }
    return words;
  }
}
