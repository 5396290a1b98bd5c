package remediator.fuzz;

/** What must hold of whatever comes out, however hostile what went in. */
final class Held {
  private Held() {}

  /**
   * One line that a log, a note or a message can show: nothing that steers a terminal or a page.
   */
  static void plain(String what, String text, int longest) {
    if (text == null || text.length() > longest) {
      throw new AssertionError(what + " is too long, or missing");
    }
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    throw new AssertionError(
                        what + " has the character U+%04X: ".formatted(c) + text);
                default -> {}
              }
            });
  }

  static void that(boolean held, String what) {
    if (!held) {
      throw new AssertionError(what);
    }
  }
}
