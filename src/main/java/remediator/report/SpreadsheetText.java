package remediator.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) that spreadsheets take for nothing else: a text that would
 * begin a formula gets an apostrophe in front (OWASP, "CSV Injection").
 */
final class SpreadsheetText {
  private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@|%].*", Pattern.DOTALL);
  private static final Pattern PLAIN = Pattern.compile("[^\",\\r\\n\\t]*");

  private SpreadsheetText() {}

  /** One line with its end. */
  static String line(List<String> cells) {
    return cells.stream().map(SpreadsheetText::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String value) {
    String safe = FORMULA.matcher(value).matches() ? "'" + value : value;
    return PLAIN.matcher(safe).matches() ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
