package remediator.notification;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks text into lines of a mail: at blanks, and in Japanese between two characters too. */
final class LineBreaks {
  /** Columns; a Japanese character takes two. */
  static final int WIDTH = 90;

  private LineBreaks() {}

  /** The lines that follow the first stand under its text. */
  static List<String> wrapped(String mark, String text) {
    List<String> lines = new ArrayList<>();
    String hang = " ".repeat(mark.length());
    StringBuilder line = new StringBuilder(mark);
    for (String piece : pieces(text)) {
      boolean begun = line.length() > mark.length();
      if (begun && columns(line.toString()) + columns(piece.stripTrailing()) > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(hang);
      }
      line.append(piece);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** What is not torn apart: a word with the blanks behind it, or a Japanese character. */
  private static List<String> pieces(String text) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.JAPANESE);
    breaks.setText(text);
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
      // The rules for lines would part names at their hyphens.
      if (at == text.length()
          || text.charAt(at - 1) == ' '
          || isWide(text.codePointBefore(at))
          || isWide(text.codePointAt(at))) {
        pieces.add(text.substring(from, at));
        from = at;
      }
    }
    return pieces;
  }

  static int columns(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int c) {
    return Character.isIdeographic(c)
        || switch (String.valueOf(Character.UnicodeBlock.of(c))) {
          case "HIRAGANA",
              "KATAKANA",
              "CJK_SYMBOLS_AND_PUNCTUATION",
              "HALFWIDTH_AND_FULLWIDTH_FORMS" ->
              true;
          default -> false;
        };
  }
}
