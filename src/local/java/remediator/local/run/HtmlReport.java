package remediator.local.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import remediator.local.run.EventReport.FindingReport;

/** The report as one page without scripts and without anything from elsewhere. */
final class HtmlReport {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8886;--good:#1a7f37;--bad:#b3261e;--soft:#8882}
      body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.6rem}h2{font-size:1.15rem;margin:0}
      details{border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:1rem 0}
      summary{cursor:pointer;display:flex;gap:1rem;flex-wrap:wrap;align-items:baseline}
      .word{font-weight:600}.COMPLIANT,.UNCHANGED{color:var(--good)}.FAILED{color:var(--bad)}
      table{border-collapse:collapse;margin:.8rem 0;width:100%}
      th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
      td{overflow-wrap:anywhere}.time{font-variant-numeric:tabular-nums;white-space:nowrap}
      @media(max-width:40rem){th,td{padding:.2rem .3rem;font-size:.85rem}}
      """;

  private final StringBuilder html = new StringBuilder();

  String render(List<EventReport> events) {
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>ElastiCache encryption: local run</title><style>")
        .append(STYLE)
        .append("</style></head><body><main><h1>ElastiCache encryption: local run</h1><p>")
        .append(events.size())
        .append(" events.</p>");
    events.forEach(this::event);
    return html.append("</main></body></html>\n").toString();
  }

  private void event(EventReport event) {
    html.append("<details><summary><h2>").append(text(event.event())).append("</h2>");
    for (FindingReport f : event.findings()) {
      html.append("<span>")
          .append(text(f.control()))
          .append(" ")
          .append(text(f.decision()))
          .append(" → <span class=\"word ")
          .append(text(f.outcome()))
          .append("\">")
          .append(text(f.outcome()))
          .append("</span></span>");
    }
    html.append("</summary>");
    event.findings().forEach(this::finding);
    event
        .problems()
        .forEach(p -> html.append("<p class=\"FAILED\">").append(text(p)).append("</p>"));
    timeline(event);
    html.append("</details>");
  }

  private void finding(FindingReport f) {
    html.append("<p>").append(text(String.join("; ", f.reasons()))).append("</p>");
    if (f.before() != null) {
      html.append("<table><thead><tr><th></th><th>before</th><th>after</th></tr></thead><tbody>");
      Map<String, Object> before = f.before().toMap();
      Map<String, Object> after = f.after() == null ? Map.of() : f.after().toMap();
      before.forEach((k, v) -> row(k, v, after.getOrDefault(k, "gone")));
      html.append("</tbody></table>");
    }
    html.append("<table><tbody>");
    f.data().forEach((k, v) -> row(k, v, ""));
    f.probe().forEach((k, v) -> row(k, v, ""));
    f.copy().forEach((k, v) -> row("clone " + k, v, ""));
    row("state transitions", f.transitions(), "");
    row("AWS calls", f.awsCalls().values().stream().mapToInt(i -> i).sum(), "");
    row("cloud time", Duration.ofSeconds(f.cloudSeconds()), "");
    row("of it, ElastiCache busy or a gate open", Duration.ofSeconds(f.serviceSeconds()), "");
    html.append("</tbody></table>");
  }

  private void row(String name, Object left, Object right) {
    html.append("<tr><th scope=\"row\">")
        .append(text(name))
        .append("</th><td>")
        .append(text(left))
        .append("</td><td>")
        .append(text(right))
        .append("</td></tr>");
  }

  private void timeline(EventReport event) {
    html.append(
        "<table><thead><tr><th>cloud time</th><th>who</th><th>what</th></tr></thead><tbody>");
    for (Story.Line line : event.story()) {
      Duration since = Duration.between(event.story().getFirst().at(), line.at());
      html.append("<tr><td class=\"time\">")
          .append(text(Story.elapsed(since).strip()))
          .append("</td><td>")
          .append(text(line.who()))
          .append("</td><td>")
          .append(text(line.text()))
          .append("</td></tr>");
    }
    html.append("</tbody></table>");
  }

  private static String text(Object value) {
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
