package remediator.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
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
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // AWS adds members to its events at any time.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_NULL))
            .build();

    static <T> T read(String text, Class<T> type) {
      return bind(text, type, parser -> MAPPER.readValue(parser, type));
    }

    static <T> Map<String, T> readMap(String text, Class<T> type) {
      JavaType map =
          MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, type);
      return bind(text, type, parser -> MAPPER.readValue(parser, map));
    }

    private interface Binding<T> {
      T of(JsonParser parser) throws IOException;
    }

    private static <T> T bind(String text, Class<?> named, Binding<T> binding) {
      try (JsonParser parser = parser(text)) {
        T value = binding.of(parser);
        if (value == null) {
          throw new InvalidJsonException("it is not a JSON object");
        }
        return value;
      } catch (DatabindException e) {
        throw e.getCause() instanceof InvalidJsonException cause
            ? cause
            : e.getCause() instanceof JsonParseException cause
                ? malformed(cause)
                : new InvalidJsonException("it is no " + named.getSimpleName());
      } catch (IOException e) {
        throw malformed(e);
      }
    }
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
      @SuppressWarnings("unchecked") // value() makes no other maps
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
    return Binder.read(text, type);
  }

  /**
   * Reads one JSON object whose members all have one type, in the order of the text.
   *
   * @throws InvalidJsonException where the text is not exactly one, or a value is of another type
   */
  public static <T> Map<String, T> readMap(String text, Class<T> type) {
    return Binder.readMap(text, type);
  }

  /**
   * Reads one JSON value of any kind: null, Boolean, Integer, Long, BigInteger, Double, String,
   * List, or Map in the order of the text.
   *
   * @throws InvalidJsonException where the text is not exactly one
   */
  public static Object readValue(String text) {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() == null) {
        throw new InvalidJsonException("it is empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new InvalidJsonException(
            "there is more text after the JSON value", parser.currentTokenLocation());
      }
      return value;
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private static JsonParser parser(String text) throws IOException {
    return new StrictParser(FACTORY.createParser(text));
  }

  /** Without the error's own message, which quotes the text. */
  private static InvalidJsonException malformed(IOException error) {
    return switch (error) {
      case StreamConstraintsException _ ->
          new InvalidJsonException(
              "it is nested more than "
                  + MAX_DEPTH
                  + " deep, or a name or a number in it is longer than any of AWS's");
      case JsonEOFException e -> new InvalidJsonException("it ends in the middle", e.getLocation());
      case JsonProcessingException e ->
          new InvalidJsonException(
              "it is not as JSON has it, or a key is there twice", e.getLocation());
      default -> throw new UncheckedIOException("a text in memory can be read", error);
    };
  }

  private static String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException _) {
      throw new InvalidJsonException("it is not UTF-8");
    }
  }

  /** What databind would make of it; an ignored event is not to wait until that is loaded. */
  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          object.put(key, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      // Such as a bracket of the other kind: the parser itself refuses it.
      default -> throw new IllegalStateException(parser.currentToken().name());
    };
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
