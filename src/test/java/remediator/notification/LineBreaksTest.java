package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A mail's lines are short enough in both languages, and tear no name apart. */
class LineBreaksTest {
  @Test
  void englishIsBrokenAtBlanks() {
    String text = "the quick cache billing-both-enc-with-a-long-name ".repeat(9).strip();

    List<String> lines = LineBreaks.wrapped("- ", text);

    assertThat(lines).hasSizeGreaterThan(4).allMatch(l -> l.length() <= LineBreaks.WIDTH);
    assertThat(lines.getFirst()).startsWith("- the");
    assertThat(lines.subList(1, lines.size())).allMatch(l -> l.matches("  \\S.*\\S"));
    assertThat(String.join(" ", lines.stream().map(String::strip).toList())).isEqualTo("- " + text);
  }

  @Test
  void japaneseIsBrokenBetweenCharactersAndNotBeforeAFullStop() {
    String text = "グループは billing-both-enc-with-a-long-name に置き換えられ、書き込みは「拒否」されます。".repeat(6);

    List<String> lines = LineBreaks.wrapped("1. ", text);

    assertThat(lines)
        .hasSizeGreaterThan(4)
        .allMatch(l -> LineBreaks.columns(l) <= LineBreaks.WIDTH)
        .noneMatch(l -> l.strip().matches("[。、」].*"))
        .noneMatch(l -> l.endsWith("「"))
        .allMatch(l -> !l.contains("billing") || l.contains("billing-both-enc-with-a-long-name"));
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(l -> LineBreaks.columns(l) > LineBreaks.WIDTH / 2);
  }

  @Test
  void whatIsLongerThanALineStaysInOnePiece() {
    String arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:" + "x".repeat(120);

    assertThat(LineBreaks.wrapped("- ", "see " + arn + " now")).contains("  " + arn);
  }
}
