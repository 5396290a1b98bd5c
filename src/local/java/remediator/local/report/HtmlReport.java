package remediator.local.report;

import java.nio.file.Path;
import java.util.List;
import remediator.approval.Html;
import remediator.local.report.EventReport.FindingReport;

/** The report as one page without scripts and without anything from elsewhere. */
final class HtmlReport {
  private static final String TITLE = "ElastiCache encryption: a local run";

  private final RunOptions.Gates gates;
  private final StringBuilder html = new StringBuilder();

  HtmlReport(RunOptions.Gates gates) {
    this.gates = gates;
  }

  String render(List<EventReport> events) {
    long planned = events.stream().filter(e -> e.asPlanned(gates)).count();
    html.append(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src '%s'">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>%s</title>
            <style>%s</style></head><body><main>
            <h1>%s</h1>
            <p>%s, <span class="%s">%d ended as planned</span>. Gates: %s.</p>
            """
                .formatted(
                    Html.HASH,
                    TITLE,
                    Html.STYLE,
                    TITLE,
                    events.size() == 1 ? "1 event" : events.size() + " events",
                    planned == events.size() ? "good" : "bad",
                    planned,
                    gates()))
        .append("<section><table class=\"sum\"><thead><tr><th>event</th><th>control</th>")
        .append("<th>decision</th><th>outcome</th></tr></thead><tbody>\n");
    for (int i = 0; i < events.size(); i++) {
      rows(events.get(i), i + 1);
    }
    html.append("</tbody></table></section>\n");
    for (int i = 0; i < events.size(); i++) {
      html.append(
          new HtmlEvent(events.get(i), events.get(i).asPlanned(gates)).render("event-" + (i + 1)));
    }
    return html.append("</main></body></html>\n").toString();
  }

  private String gates() {
    return switch (gates) {
      case APPROVE -> "approved, a quarter of an hour after each was asked";
      case REJECT -> "rejected, a quarter of an hour after each was asked";
      case EXPIRE -> "never answered";
    };
  }

  private void rows(EventReport event, int number) {
    String name = ReportHtml.text(Path.of(event.event()).getFileName());
    String link = "<a href=\"#event-%d\">%s</a>".formatted(number, name);
    if (event.findings().isEmpty()) {
      row(
          link,
          "",
          "",
          event.problems().isEmpty() ? "" : "<span class=\"word bad\">problem</span>");
    }
    for (FindingReport f : event.findings()) {
      String odd = event.asPlanned(gates) ? "" : " <span class=\"bad\">not as planned</span>";
      row(
          link,
          ReportHtml.text(f.control()),
          ReportHtml.text(f.decision()),
          ReportHtml.word(f.outcome()) + odd);
      link = "";
    }
  }

  private void row(String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(cell).append("</td>");
    }
    html.append("</tr>\n");
  }
}
