package remediator.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON by Jackson: as plain maps, lists, strings, numbers and booleans, or as
 * records. Reading is strict: UTF-8 without a byte order mark, one value and nothing behind it, no
 * key twice, no comments, no single quotes, no number beyond a double, no half of a surrogate pair.
 * The Lambda runtime's own serializer accepts most of these, and a tool that deletes databases must
 * not guess.
 */
public final class StrictJson {
  /** Security Hub's events are nested ten deep. */
  private static final int MAX_DEPTH = 200;

  /** A number with more digits is none that AWS sends, and slow to read. */
  private static final int MAX_DIGITS = 96;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  private StrictJson() {}

  /** Loaded with the first record: it takes longer than all else that an ignored event needs. */
  private static final class Binder {
    static final JsonMapper MAPPER =
        JsonMapper.builder(FACTORY)
            .addModule(new Jdk8Module())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                LogicalType.Textual,
                texts ->
                    texts
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // AWS adds members to its events at any time.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_NULL))
            .build();
  }

  /**
   * Reads one JSON object.
   *
   * @throws InvalidJsonException where the text is not exactly one
   */
  public static Map<String, Object> readObject(byte[] text) {
    return readObject(decode(text));
  }

  /**
   * Reads one JSON object.
   *
   * @throws InvalidJsonException where the text is not exactly one
   */
  public static Map<String, Object> readObject(String text) {
    if (readValue(text) instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // object() makes no other maps
      Map<String, Object> object = (Map<String, Object>) map;
      return object;
    }
    throw new InvalidJsonException("it is not a JSON object");
  }

  /**
   * Reads one JSON object as a record, or as one of AWS's event classes. Members that it does not
   * know are left out.
   *
   * @throws InvalidJsonException where the text is not exactly one, or a value is of another type
   */
  public static <T> T read(byte[] text, Class<T> type) {
    return read(decode(text), type);
  }

  /** The same of a text. */
  public static <T> T read(String text, Class<T> type) {
    return bind(readObject(text), type);
  }

  /**
   * Reads one JSON object whose members all have one type, in the order of the text.
   *
   * @throws InvalidJsonException where the text is not exactly one, or a value is of another type
   */
  public static <T> Map<String, T> readMap(String text, Class<T> type) {
    Map<String, T> map = new LinkedHashMap<>();
    readObject(text).forEach((key, value) -> map.put(key, bind(value, type)));
    return map;
  }

  private static <T> T bind(Object value, Class<T> type) {
    try {
      return Binder.MAPPER.convertValue(value, type);
    } catch (IllegalArgumentException _) {
      // Its message quotes values.
      throw new InvalidJsonException("it is no " + type.getSimpleName());
    }
  }

  /**
   * Reads one JSON value of any kind: null, Boolean, Integer, Long, BigInteger, Double, String,
   * List, or Map in the order of the text.
   *
   * @throws InvalidJsonException where the text is not exactly one
   */
  public static Object readValue(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new InvalidJsonException("it is empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw wrong("there is more text after the JSON value", parser);
      }
      return value;
    } catch (StreamConstraintsException _) {
      throw new InvalidJsonException(
          "it is nested more than "
              + MAX_DEPTH
              + " deep, or a name or a number in it is longer than any of AWS's");
    } catch (JsonProcessingException e) {
      // Its message quotes the text.
      throw new InvalidJsonException(
          e instanceof JsonEOFException ? "it ends in the middle" : "it is not as JSON has it",
          e.getLocation());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
  }

  private static String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException _) {
      throw new InvalidJsonException("it is not UTF-8");
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> whole(parser.getText(), parser);
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw wrong("it is not as JSON has it", parser);
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = whole(parser.currentName(), parser);
      if (object.containsKey(key)) {
        throw wrong("a key is there twice", parser);
      }
      parser.nextToken();
      object.put(key, value(parser));
    }
    return object;
  }

  private static List<Object> list(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static double finite(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw wrong("a number is larger than can be held", parser);
    }
    return value;
  }

  private static String whole(String text, JsonParser parser) {
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        throw wrong("a text has half of a surrogate pair", parser);
      }
    }
    return text;
  }

  private static InvalidJsonException wrong(String reason, JsonParser parser) {
    return new InvalidJsonException(reason, parser.currentTokenLocation());
  }

  /**
   * Writes a value made of maps, lists, strings, numbers, booleans and records, without spaces and
   * in their order. Members without a value are left out.
   */
  public static String write(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be written", e);
    }
    return text.toString();
  }

  /** The same in UTF-8. */
  public static byte[] writeBytes(Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getValue() != null) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), out);
        }
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      out.writeStartArray();
      for (Object one : list) {
        write(one, out);
      }
      out.writeEndArray();
    } else if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      out.writeObject(value);
    } else {
      Binder.MAPPER.writeValue(out, value);
    }
  }
}
