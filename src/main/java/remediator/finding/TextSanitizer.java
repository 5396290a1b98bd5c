package remediator.finding;

/**
 * Text from outside, made fit for one line of a log, a note or a message: no control characters, no
 * line breaks, no terminal codes, no direction overrides, and not too long.
 */
public final class TextSanitizer {
  private static final int LONGEST = 200;

  private TextSanitizer() {}

  /** The value in quotes, shortened, with everything unprintable replaced by "?". */
  public static String quote(Object value) {
    return "\"" + plain(value, LONGEST) + "\"";
  }

  /**
   * The value with everything unprintable replaced by "?".
   *
   * @param longest in UTF-16 characters, at least 2; what is over is cut and marked by "…"
   */
  public static String plain(Object value, int longest) {
    String text = String.valueOf(value);
    if (text.length() <= longest && isAscii(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(longest + 1L).forEach(c -> append(out, c));
    if (out.length() <= longest) {
      return out.toString();
    }
    // Half of a surrogate pair is no character.
    int end = longest - (Character.isHighSurrogate(out.charAt(longest - 2)) ? 2 : 1);
    return out.substring(0, end) + "…";
  }

  /** Whether all of it is printable ASCII, as nearly every text is. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether all of it is printable. */
  public static boolean isPlain(String value) {
    return value.codePoints().allMatch(TextSanitizer::isPrintable);
  }

  private static void append(StringBuilder out, int codePoint) {
    out.appendCodePoint(isPrintable(codePoint) ? codePoint : '?');
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
