package awsemulator.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads and writes JSON as AWS's services do: a key twice, a second value or a broken character is
 * an error, and members without a value are not written.
 */
public final class EmulatorJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(Include.NON_ABSENT, Include.NON_NULL))
          .build();

  private EmulatorJson() {}

  /**
   * Reads one JSON object.
   *
   * @throws MalformedJsonException where the text is not exactly one
   */
  public static Map<String, Object> readObject(byte[] text) {
    return readObject(decode(text));
  }

  /** The same of a text. */
  public static Map<String, Object> readObject(String text) {
    try {
      Map<String, Object> object = MAPPER.readValue(text, new TypeReference<>() {});
      if (object == null) {
        throw new MalformedJsonException("it is null");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    }
  }

  /**
   * Reads one JSON value of any kind.
   *
   * @throws MalformedJsonException where the text is not exactly one
   */
  public static Object readValue(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    }
  }

  /**
   * Reads one JSON object as a record.
   *
   * @throws MalformedJsonException where it is none
   */
  public static <T> T read(byte[] text, Class<T> type) {
    try {
      return MAPPER.readValue(decode(text), type);
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    }
  }

  private static String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedJsonException("it is not UTF-8");
    }
  }

  /** Writes maps, lists, strings, numbers, booleans and records, without spaces. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
