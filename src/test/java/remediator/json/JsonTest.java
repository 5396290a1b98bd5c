package remediator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static Map<String, Object> read(String text) throws IOException {
    return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void objectsBecomeMapsAndListsAndAreWrittenBack() throws IOException {
    String text = "{\"a\":[1,true,null,\"x\"],\"b\":{\"c\":1.5}}";
    assertThat(read(text)).containsEntry("b", Map.of("c", 1.5)).containsKey("a");
    assertThat(((List<?>) read(text).get("a")).get(1)).isEqualTo(true);
    assertThat(Json.write(read(text))).isEqualTo(text);
  }

  @Test
  void numbersKeepTheirValue() throws IOException {
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
  void escapesAreReadAndWritten() throws IOException {
    String text = "{\"a\":\"\\\"\\\\\\n\\r\\t\\u0001\\u001fé€😀\"}";
    assertThat(read(text)).containsEntry("a", "\"\\\n\r\t\u0001\u001fé€😀");
    assertThat(Json.write(read(text))).isEqualTo(text);
    assertThat(read("{\"\\u0061\":\"\\/\\b\\f\\ud83d\\uDE00\"}")).containsEntry("a", "/\b\f😀");
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read("{\n  \"a\": 1,\n  \"a\": 2}"))
        .hasMessage("a key is there twice (line 3, column 6)");
  }

  @Test
  void keysWithoutAValueAreNotWrittenAndWhatJsonHasNoFormForIsText() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a", null);
    value.put("b", Double.NaN);
    value.put("c", Path.of("x"));
    assertThat(Json.write(value)).isEqualTo("{\"b\":\"NaN\",\"c\":\"x\"}");
  }

  /** Two readers that take the same text for different things can be played off. */
  @Test
  void readsWhatAnotherStrictReaderReads() throws IOException {
    JSON other =
        JSON.builder(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();
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
      Object expected;
      try (JsonParser parser = other.getStreamingFactory().createParser(text.toString())) {
        parser.nextToken();
        expected = other.anyFrom(parser);
        expected = parser.nextToken() == null ? expected : null;
      } catch (IOException e) {
        expected = null;
      }
      String changed = text.toString();
      if (expected instanceof Map<?, ?>) {
        read++;
        assertThat(read(changed)).as(changed).isEqualTo(expected);
      } else {
        assertThatThrownBy(() -> read(changed)).as(changed).isInstanceOf(NotJson.class);
      }
    }
    assertThat(read).isBetween(200, 1_800);
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Json.readObject(latin)).hasMessage("it is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "[]",
        "\"text\"",
        "{",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{\"a\":1}{",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":1 /* comment */}",
        "{\"a\":NaN}",
        "{\"a\":1e999}",
        "{\"a\":.5}",
        "{\"a\":5.}",
        "{\"a\":+5}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":tru",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"",
        "{\"a\" 1}",
        "{\"a\":[1 2]}",
        "{\"a\":[1,]}"
      })
  void whatIsNotExactlyOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNestedTooDeepIsRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .hasMessageStartingWith("it is nested more than 200 deep");
  }
}
