package remediator.local.report;

import java.util.List;
import java.util.stream.Collectors;
import remediator.approval.Html;

/** Pieces of the report, which looks as the page of the product does. */
final class ReportHtml {
  private ReportHtml() {}

  static String text(Object value) {
    return Html.text(value);
  }

  static String row(Object name, Object... cells) {
    return Html.row(name, cells);
  }

  /** An outcome in its colour. */
  static String word(String outcome) {
    return "<span class=\"word " + text(outcome) + "\">" + text(outcome) + "</span>";
  }

  static String list(List<String> items) {
    return items.stream()
        .map(i -> "<li>" + text(i) + "</li>")
        .collect(Collectors.joining("\n", "<ul>", "</ul>\n"));
  }
}
