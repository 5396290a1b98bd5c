package awsemulator.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads one JSON object member by member, and a list in it element by element: an answer about
 * thousands of caches need not be in memory twice. As strict as {@link EmulatorJson}.
 */
public final class JsonMembers {
  private static final ObjectReader ANY =
      EmulatorJson.MAPPER
          .readerFor(Object.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonParser parser;

  private JsonMembers(JsonParser parser) {
    this.parser = parser;
  }

  /** Takes a member; its value is read by {@link #whole} or {@link #elements}, once. */
  public interface Reader {
    void member(String name, JsonMembers value);
  }

  /**
   * Reads.
   *
   * @throws MalformedJsonException where the text is not exactly one object
   */
  public static void read(InputStream in, Reader reader) throws IOException {
    try (JsonParser parser =
        EmulatorJson.MAPPER.createParser(
            new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException("it is no object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        reader.member(name, new JsonMembers(parser));
      }
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("something stands behind it");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    } catch (CharacterCodingException _) {
      throw new MalformedJsonException("it is not UTF-8");
    }
  }

  /** The value, of any kind. */
  public Object whole() {
    try {
      return ANY.readValue(parser);
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new MalformedJsonException("it cannot be read: " + e.getMessage());
    }
  }

  /** Gives each element of a list; returns false, and reads nothing, where it is no list. */
  public boolean elements(Consumer<Object> each) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return false;
    }
    try {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        each.accept(whole());
      }
      return true;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new MalformedJsonException("it cannot be read: " + e.getMessage());
    }
  }
}
