package remediator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * JSON as plain maps, lists, strings, numbers and booleans. Reading is strict: one value, nothing
 * behind it, no key twice, no comments, no single quotes. The Lambda runtime's own reader accepts
 * all of these, and a tool that deletes databases must not guess.
 */
public final class Json {
  private static final JSON JR =
      JSON.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .disable(JSON.Feature.FAIL_ON_UNKNOWN_TYPE_WRITE)
          .build();

  private Json() {}

  /**
   * Reads one JSON object.
   *
   * @throws IOException with line and column, where the text is not exactly one JSON object
   */
  public static Map<String, Object> readObject(byte[] text) throws IOException {
    try (JsonParser parser = JR.getStreamingFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("it is empty");
      }
      Object value = JR.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw new IOException("there is more text after the JSON value");
      }
      if (value instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // jackson-jr makes no other maps
        Map<String, Object> object = (Map<String, Object>) map;
        return object;
      }
      throw new IOException("it is not a JSON object");
    }
  }

  /** Writes a value made of maps, lists, strings, numbers and booleans. */
  public static String write(Object value) {
    try {
      return JR.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
