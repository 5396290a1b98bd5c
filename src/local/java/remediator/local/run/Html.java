package remediator.local.run;

import remediator.page.Look;

/** Pieces of the report, which looks as the page of the product does. */
final class Html {
  private Html() {}

  static String text(Object value) {
    return Look.text(value);
  }

  static String row(Object name, Object... cells) {
    return Look.row(name, cells);
  }

  /** An outcome in its colour. */
  static String word(String outcome) {
    return "<span class=\"word " + text(outcome) + "\">" + text(outcome) + "</span>";
  }
}
