package remediator.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSanitizerTest {
  /** A face is two UTF-16 characters, and the cut went between them. */
  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void noCharacterIsCutInHalf(String before) {
    String plain = TextSanitizer.plain(before + "\uD83D\uDE00".repeat(20), 10);

    assertThat(plain).hasSizeBetween(9, 10).endsWith("…");
    assertThat(plain.codePoints()).allMatch(c -> Character.getType(c) != Character.SURROGATE);
  }
}
