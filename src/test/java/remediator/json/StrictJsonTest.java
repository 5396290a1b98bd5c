package remediator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static Map<String, Object> read(String text) {
    return StrictJson.readObject(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void objectsBecomeMapsAndListsAndAreWrittenBack() {
    String text = "{\"a\":[1,true,null,\"x\"],\"b\":{\"c\":1.5}}";
    assertThat(read(text)).containsEntry("b", Map.of("c", 1.5)).containsKey("a");
    assertThat(((List<?>) read(text).get("a")).get(1)).isEqualTo(true);
    assertThat(StrictJson.write(read(text))).isEqualTo(text);
  }

  @Test
  void numbersKeepTheirValue() {
    assertThat(read("{\"a\":[0,-0,2147483647,-2147483649,9223372036854775808,-1.5e-3,1E2]}"))
        .containsEntry(
            "a",
            List.of(
                0,
                0,
                2147483647,
                -2147483649L,
                new BigInteger("9223372036854775808"),
                -0.0015,
                100.0));
  }

  @Test
  void escapesAreReadAndWritten() {
    String text = "{\"a\":\"\\\"\\\\\\n\\r\\t\\u0001\\u001Fé€😀\"}";
    assertThat(read(text)).containsEntry("a", "\"\\\n\r\t\u0001\u001fé€😀");
    assertThat(StrictJson.write(read(text))).isEqualTo(text);
    assertThat(read("{\"\\u0061\":\"\\/\\b\\f\\ud83d\\uDE00\"}")).containsEntry("a", "/\b\f😀");
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read("{\n  \"a\": 1,\n  \"a\": 2}"))
        .hasMessage("it is not as JSON has it, or a key is there twice (line 3, column 6)");
  }

  @Test
  void keysWithoutAValueAreNotWrittenAndWhatJsonHasNoFormForIsText() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a", null);
    value.put("b", Double.NaN);
    value.put("c", new Part(null, Optional.empty(), 0, Map.of()));
    assertThat(StrictJson.write(value)).isEqualTo("{\"b\":\"NaN\",\"c\":{\"count\":0,\"by\":{}}}");
  }

  /** Two readers that take the same text for different things can be played off. */
  @Test
  void readsWhatAnotherStrictReaderReads() throws IOException {
    String slips = "{}[]\",:\\ \n\t019-+.eEtrufalsn/*'";
    Random random = new Random(25);
    String sample = Files.readString(Path.of("events/ec5-redis-7.1-online-tls.ocsf.json"));
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(sample);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, slips.charAt(random.nextInt(slips.length())));
      }
      String changed = text.toString();
      Optional<Object> expected = byGson(changed);
      if (expected.isPresent()) {
        read++;
        assertThat(read(changed)).as(changed).isEqualTo(expected.get());
      } else {
        assertThatThrownBy(() -> read(changed))
            .as(changed)
            .isInstanceOf(InvalidJsonException.class);
      }
    }
    assertThat(read).isBetween(200, 1_800);
  }

  /** Empty where it is not one object. */
  private static Optional<Object> byGson(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      Object value = value(reader);
      return reader.peek() == JsonToken.END_DOCUMENT && value instanceof Map
          ? Optional.of(value)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Object value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          String name = reader.nextName();
          if (object.containsKey(name)) {
            throw new MalformedJsonException("twice");
          }
          object.put(name, value(reader));
        }
        reader.endObject();
        yield object;
      }
      case BEGIN_ARRAY -> {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(value(reader));
        }
        reader.endArray();
        yield list;
      }
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      default -> reader.nextString();
    };
  }

  private static Number number(String text) throws IOException {
    if (!text.matches("-?\\d+")) {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value)) {
        throw new MalformedJsonException("infinite");
      }
      return value;
    }
    BigInteger value = new BigInteger(text);
    if (value.bitLength() >= 64) {
      return value;
    }
    return value.bitLength() < 32 ? (Number) value.intValue() : (Number) value.longValue();
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> StrictJson.readObject(latin)).hasMessage("it is not UTF-8");
    // Jackson would find out by itself that this is UTF-16, and would read a surrogate's three
    // bytes.
    byte[] wide = "{\"a\":1}".getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> StrictJson.readObject(wide)).isInstanceOf(InvalidJsonException.class);
    byte[] half = {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'};
    assertThatThrownBy(() -> StrictJson.readObject(half)).hasMessage("it is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":-01}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1}{",
        "{\"a\":1} x",
        "{\"a\":1}\n{\"a\":1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":1 /* comment */}",
        "{\"a\":1} // comment",
        "# comment\n{\"a\":1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":1e999}",
        "{\"a\":-1e999}",
        "{\"a\":0x1}",
        "{\"a\":.5}",
        "{\"a\":5.}",
        "{\"a\":+5}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":tru",
        "{\"a\":True}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\'\"}",
        "{\"a\":'b'}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":[1 2]}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "\ufeff{\"a\":1}",
        "{\"a\":1}\0",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"a\":\"\\ud83dx\"}",
        "{\"\\udc00\":1}",
        "{\"a\":{\"b\":[\"\\ud800\"]}}",
        "{\"a\":[{\"b\":-1e999}]}"
      })
  void whatIsNotExactlyOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> StrictJson.read(text, Part.class))
        .isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void whatIsNestedTooDeepIsRefusedBeforeTheStackEnds() {
    assertThat(read("{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}")).containsKey("a");
    for (int depth : List.of(200, 10_000, 100_000)) {
      assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
          .hasMessageStartingWith("it is nested more than 200 deep");
      assertThatThrownBy(() -> read("{\"a\":".repeat(depth + 1)))
          .isInstanceOf(InvalidJsonException.class);
    }
  }

  @Test
  void aLongTextIsReadAndALongNumberIsNot() {
    String long1 = "x".repeat(1024 * 1024);
    assertThat(read("{\"a\":\"" + long1 + "\"}")).containsEntry("a", long1);
    for (String number : List.of("9".repeat(101), "0." + "9".repeat(100), "1e-" + "9".repeat(98))) {
      assertThatThrownBy(() -> read("{\"a\":" + number + "}"))
          .isInstanceOf(InvalidJsonException.class);
    }
  }

  private enum Colour {
    RED
  }

  private record Part(
      Colour colour, Optional<String> name, int count, Map<String, List<String>> by) {}

  @Test
  void recordsAreReadAndWrittenInTheOrderOfTheirMembers() {
    Part part = new Part(Colour.RED, Optional.of("x"), 2, Map.of("a", List.of("b")));
    String text = "{\"colour\":\"RED\",\"name\":\"x\",\"count\":2,\"by\":{\"a\":[\"b\"]}}";
    assertThat(StrictJson.write(part)).isEqualTo(text);
    assertThat(StrictJson.write(Map.of("parts", List.of(part))))
        .isEqualTo("{\"parts\":[" + text + "]}");
    assertThat(StrictJson.read(text, Part.class)).isEqualTo(part);
    assertThat(StrictJson.read("{\"new\":[{}],\"count\":2}", Part.class))
        .isEqualTo(new Part(null, Optional.empty(), 2, null));
  }

  @Test
  void aMapOfRecordsKeepsItsOrder() {
    Map<String, Part> parts =
        StrictJson.readMap("{\"z\":{\"count\":1},\"a\":{\"count\":2}}", Part.class);
    assertThat(parts)
        .containsOnlyKeys("z", "a")
        .extracting(Map::keySet)
        .asString()
        .isEqualTo("[z, a]");
    assertThat(parts.get("a").count()).isEqualTo(2);
    parts.remove("z");
    assertThatThrownBy(() -> StrictJson.readMap("{\"a\":\"secret\"}", Part.class))
        .hasMessage("it is no Part");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"count\":null}",
        "{\"count\":\"2\"}",
        "{\"count\":2.0}",
        "{\"count\":true}",
        "{\"count\":2147483648}",
        "{\"count\":[2]}",
        "{\"count\":2,\"colour\":\"red\"}",
        "{\"count\":2,\"colour\":0}",
        "{\"count\":2,\"colour\":\"\"}",
        "{\"count\":2,\"name\":5}",
        "{\"count\":2,\"name\":true}",
        "{\"count\":2,\"name\":2.5}",
        "{\"count\":2,\"name\":[\"x\"]}",
        "{\"count\":2,\"by\":[]}",
        "{\"count\":2,\"by\":\"\"}",
        "{\"count\":2,\"by\":{\"a\":\"b\"}}",
        "{\"count\":2,\"by\":{\"a\":[1]}}"
      })
  void noValueOfARecordIsOfAnotherType(String text) {
    assertThatThrownBy(() -> StrictJson.read(text, Part.class)).hasMessage("it is no Part");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\":secret}",
        "{\"secret\":1,\"secret\":2}",
        "{\"a\":\"secret\n\"}",
        "{\"a\":\"secret\"",
        "{\"count\":\"secret\"}",
        "{\"count\":1,\"colour\":\"secret\"}",
        "{\"count\":1,\"by\":{\"secret\":1}}",
        "{\"a\":1} secret",
        "\"secret\""
      })
  void noMessageQuotesTheText(String text) {
    assertThatThrownBy(() -> StrictJson.read(text, Part.class))
        .isInstanceOf(InvalidJsonException.class)
        .hasNoCause()
        .message()
        .doesNotContain("secret");
  }
}
