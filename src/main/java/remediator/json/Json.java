package remediator.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON as plain maps, lists, strings, numbers and booleans. Reading is strict: one value, nothing
 * behind it, no key twice, no comments, no single quotes. The Lambda runtime's own reader accepts
 * all of these, and a tool that deletes databases must not guess.
 *
 * <p>No library: to load the smallest of them took as long as all else that an ignored event needs.
 */
public final class Json {
  private Json() {}

  /**
   * Reads one JSON object.
   *
   * @throws NotJson with line and column, where the text is not exactly one JSON object
   */
  public static Map<String, Object> readObject(byte[] text) throws NotJson {
    CharBuffer decoded = decode(text);
    Object value = new JsonReader(decoded.array(), decoded.limit()).only();
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // the reader makes no other maps
      Map<String, Object> object = (Map<String, Object>) map;
      return object;
    }
    throw new NotJson("it is not a JSON object");
  }

  private static CharBuffer decode(byte[] text) throws NotJson {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
    } catch (CharacterCodingException _) {
      throw new NotJson("it is not UTF-8");
    }
  }

  /** Writes a value made of maps, lists, strings, numbers and booleans. */
  public static String write(Object value) {
    return new JsonWriter().write(value).text();
  }
}
