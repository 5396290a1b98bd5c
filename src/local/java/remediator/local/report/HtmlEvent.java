package remediator.local.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.local.report.EventReport.FindingReport;

/** One event's part of the page. */
final class HtmlEvent {
  private final EventReport event;
  private final boolean planned;
  private final StringBuilder html = new StringBuilder();

  HtmlEvent(EventReport event, boolean planned) {
    this.event = event;
    this.planned = planned;
  }

  String render(String id) {
    html.append("<section id=\"%s\"><h2>".formatted(id))
        .append(ReportHtml.text(Path.of(event.event()).getFileName()))
        .append("</h2>\n");
    if (!event.found().isEmpty()) {
      html.append("<p class=\"soft\">The event says:</p>").append(ReportHtml.list(event.found()));
    }
    if (!planned) {
      html.append("<p class=\"bad\">It did not end as planned.</p>\n");
    }
    event.problems().forEach(p -> html.append("<p class=\"bad\">" + ReportHtml.text(p) + "</p>\n"));
    for (int i = 0; i < event.findings().size(); i++) {
      finding(event.findings().get(i), event.sameWorkAsEarlier(i));
    }
    timeline();
    return html.append("</section>\n").toString();
  }

  private void finding(FindingReport f, boolean again) {
    html.append(
        "<h3>%s: %s → %s</h3>\n"
            .formatted(title(f), ReportHtml.text(f.decision()), ReportHtml.word(f.outcome())));
    if (again) {
      html.append("<p>By the same work.</p>\n");
      return;
    }
    html.append(ReportHtml.list(f.reasons()));
    if (f.before() != null) {
      html.append("<table class=\"facts\"><thead><tr><th></th><th>before</th><th>after</th></tr>")
          .append("</thead><tbody>\n");
      Map<String, Object> after = f.after() == null ? Map.of() : f.after().toMap();
      f.before().toMap().forEach((k, v) -> html.append(row(k, v, after.get(k))));
      html.append("</tbody></table>\n");
    }
    work(f);
  }

  static String name(FindingReport f) {
    return f.group().substring(f.group().lastIndexOf(':') + 1);
  }

  private static String title(FindingReport f) {
    String name = name(f);
    return ReportHtml.text(
        (f.control().isEmpty() ? "a finding" : f.control())
            + (name.isEmpty() ? "" : " on " + name));
  }

  private static String row(String name, Object before, Object after) {
    return ReportHtml.row(label(name), value(before), after == null ? "gone" : value(after));
  }

  private static String label(String name) {
    return switch (name) {
      case "group" -> "replication group";
      case "atRest" -> "encrypted at rest";
      case "kmsKeyId" -> "KMS key";
      case "transitEncryptionMode" -> "TLS";
      case "engineVersion" -> "version";
      default -> name;
    };
  }

  private static String value(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value.equals("") ? "–" : String.valueOf(value);
  }

  private void work(FindingReport f) {
    html.append("<table class=\"facts\"><tbody>\n");
    if (!f.data().isEmpty()) {
      html.append(ReportHtml.row("data", EventResults.data(f.data())));
    }
    if (!f.probe().isEmpty()) {
      html.append(ReportHtml.row("a real client sees", EventResults.probe(f.probe())));
    }
    if (!f.copy().isEmpty()) {
      html.append(ReportHtml.row("copy and original", EventResults.wholeCopy(f.copy())));
    }
    if (f.transitions() > 0) {
      html.append(ReportHtml.row("time", EventResults.time(f)));
    }
    html.append(ReportHtml.row("work", EventResults.work(f)));
    if (!f.awsCalls().isEmpty()) {
      html.append(
          ReportHtml.row(
              "AWS calls",
              f.awsCalls().entrySet().stream()
                  .map(e -> e.getValue() + "\u00a0×\u00a0" + e.getKey())
                  .collect(Collectors.joining(", "))));
    }
    html.append("</tbody></table>\n");
  }

  private void timeline() {
    html.append(new HtmlGates(event).render());
    html.append(new HtmlTimeline(event.story()).render());
  }
}
