package remediator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
        "{\"a\":NaN}"
      })
  void whatIsNotExactlyOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }
}
