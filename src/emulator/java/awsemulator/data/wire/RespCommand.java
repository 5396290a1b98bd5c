package awsemulator.data.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One request of a client: the command's name and its arguments, all of them plain bytes. */
public record RespCommand(List<byte[]> words) {
  private static final byte[] LINE_END = {'\r', '\n'};

  public static RespCommand of(String... words) {
    List<byte[]> bytes = new ArrayList<>(words.length);
    for (String word : words) {
      bytes.add(word.getBytes(UTF_8));
    }
    return new RespCommand(bytes);
  }

  /** The word at that place in lower case, or the empty string where there is none. */
  public String word(int index) {
    return index < words.size() ? new String(words.get(index), UTF_8).toLowerCase(Locale.ROOT) : "";
  }

  /** All words as text; only for commands that carry no binary values. */
  public List<String> strings() {
    return words.stream().map(word -> new String(word, UTF_8)).toList();
  }

  /** The command's name in lower case. */
  public String name() {
    return word(0);
  }

  /** Writes the command as RESP's array of bulk strings. */
  public void writeTo(OutputStream out) throws IOException {
    header(out, '*', words.size());
    for (byte[] word : words) {
      header(out, '$', word.length);
      out.write(word);
      out.write(LINE_END);
    }
  }

  private static void header(OutputStream out, char type, int count) throws IOException {
    out.write(type);
    out.write(Integer.toString(count).getBytes(US_ASCII));
    out.write(LINE_END);
  }
}
