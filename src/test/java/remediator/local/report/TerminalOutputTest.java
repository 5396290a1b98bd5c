package remediator.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalOutputTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TerminalOutput terminal =
      new TerminalOutput(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void wrapsLongTextUnderItsOwnColumn() {
    terminal.hanging("  +00:00:00  ", "many words ".repeat(30));
    assertThat(printed())
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.length() <= TerminalOutput.WIDTH)
        .first()
        .asString()
        .startsWith("  +00:00:00  many words");
    assertThat(printed().subList(1, 3)).allMatch(line -> line.matches(" {13}(many|words) .*"));
  }

  @Test
  void cutsAWordThatIsWiderThanItsColumn() {
    terminal.hanging("", "x".repeat(2 * TerminalOutput.WIDTH + 1));
    assertThat(printed()).extracting(String::length).containsExactly(100, 100, 1);
  }

  @Test
  void printsNothingThatATerminalObeys() {
    terminal.hanging("who\u001b[2J ", "red \u001b[31mtext\u0007\r\nand \u202ereversed");
    terminal.line("a\u009bline");
    assertThat(printed()).containsExactly("who?[2J red ?[31mtext? and ?reversed", "a?line");
  }

  @Test
  void keepsAllWordsWhenItWraps() {
    assertThat(LineWrapper.lines("one two three", 7)).containsExactly("one two", "three");
    assertThat(LineWrapper.lines("", 7)).containsExactly("");
  }

  private List<String> printed() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
