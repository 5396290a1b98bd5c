package remediator.local.report;

import java.io.PrintStream;
import java.util.List;
import remediator.finding.TextSanitizer;
import remediator.notification.AmountWords;

/**
 * Lines for a person: not too wide, and without anything that a terminal would obey. No colours:
 * Maven stands between, so this is never a terminal itself.
 */
public final class TerminalOutput {
  public static final int WIDTH = 100;

  /** However narrow the column, words stay legible. */
  private static final int NARROWEST = 24;

  private final PrintStream out;

  public TerminalOutput(PrintStream out) {
    this.out = out;
  }

  /** One line, cut where it is too wide. */
  public void line(String text) {
    out.println(TextSanitizer.plain(AmountWords.english(text), WIDTH).stripTrailing());
  }

  /** Text in a column of its own, right of {@code lead}, over as many lines as it takes. */
  public void hanging(String lead, String text) {
    String left = TextSanitizer.plain(lead, WIDTH - NARROWEST);
    List<String> lines = LineWrapper.lines(safe(text), WIDTH - left.length());
    for (int i = 0; i < lines.size(); i++) {
      out.println(((i == 0 ? left : " ".repeat(left.length())) + lines.get(i)).stripTrailing());
    }
  }

  /** Text from anywhere, as one line of printable characters, with amounts as people write them. */
  public static String safe(String text) {
    String line = String.valueOf(text).strip().replaceAll("\\s+", " ");
    return TextSanitizer.plain(AmountWords.english(line), 2_000);
  }
}
