package remediator.local.states.asl;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import remediator.json.Json;

/** JSON values of every kind as text: payloads and outputs need not be objects. */
public final class JsonText {
  /** "256 KiB of data as a UTF-8 encoded string", Step Functions service quotas. */
  public static final int QUOTA = 262_144;

  private static final JSON JR = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private JsonText() {}

  /**
   * Reads one JSON value.
   *
   * @throws IOException where the text is not exactly one
   */
  public static Object read(String text) throws IOException {
    String wrapped = "{\"value\":" + text + "\n}";
    Map<String, Object> object = Json.readObject(wrapped.getBytes(StandardCharsets.UTF_8));
    if (object.size() != 1) {
      throw new IOException("there is more text after the JSON value");
    }
    return object.get("value");
  }

  /** Writes a value, its nulls too: an input that says null is another than one that is silent. */
  public static String write(Object value) {
    try {
      return JR.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the text is larger than a state may take or give. */
  public static boolean overQuota(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > QUOTA;
  }
}
