package awsemulator.states.asl;

import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON values of every kind as text: payloads and outputs need not be objects. */
public final class JsonText {
  /** "256 KiB of data as a UTF-8 encoded string", Step Functions service quotas. */
  public static final int QUOTA = 262_144;

  private static final ObjectMapper WITH_NULLS = new ObjectMapper();

  private JsonText() {}

  /**
   * Reads one JSON value.
   *
   * @throws MalformedJsonException where the text is not exactly one
   */
  public static Object read(String text) {
    return EmulatorJson.readValue(text);
  }

  /** Writes a value, its nulls too: an input that says null is another than one that is silent. */
  public static String write(Object value) {
    try {
      return WITH_NULLS.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the text is larger than a state may take or give. */
  public static boolean overQuota(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > QUOTA;
  }
}
