package remediator.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Phrases;

/** Where a flow stands, and what has happened. */
final class StateView {
  private final Case c;
  private final Phrases in;
  private final Instant now;

  StateView(Case c, Phrases in, Instant now) {
    this.c = c;
    this.in = in;
    this.now = now;
  }

  String render() {
    StringBuilder html = new StringBuilder("<section><h2>");
    html.append(Look.text(in.say("page.state")))
        .append("</h2>\n<table class=\"facts\"><tbody>\n")
        .append(Look.row(in.say("page.group"), c.group()))
        .append(Look.row(in.say("page.state"), in.say("page.state." + c.state())));
    if (c.running()) {
      running(html);
    }
    c.newGroup().ifPresent(n -> html.append(Look.row(in.say("gate.replace.name"), n.id())));
    html.append("</tbody></table>\n<p class=\"soft\">")
        .append(Look.text(in.say("page.state.refresh", seconds(now))))
        .append("</p></section>\n");
    html.append(history());
    c.fact(Fact.CODE_LINES)
        .ifPresent(
            lines ->
                html.append("<section><h2>")
                    .append(Look.text(in.say("page.code")))
                    .append("</h2><pre lang=\"en\">")
                    .append(lines.lines().map(Look::text).collect(Collectors.joining("\n")))
                    .append("</pre></section>\n"));
    return html.toString();
  }

  private void running(StringBuilder html) {
    String step = c.fact(Fact.STEP).orElse("");
    if (c.fact(Fact.GATE).isPresent()) {
      String gate = in.say("gate." + c.need(Fact.GATE) + ".name");
      String waits =
          PageDecision.of(c).isPresent()
              ? in.say("page.state.answered")
              : in.say("page.state.gate", gate);
      html.append(Look.row(in.say("page.state.step"), waits));
    } else if (!step.isEmpty()) {
      html.append(Look.row(in.say("page.state.step"), in.sayOr("page.step." + step, step)));
    }
    c.fact(Fact.STEP_SINCE)
        .ifPresent(
            s ->
                html.append(
                    Look.row(in.say("page.state.since"), seconds(Instant.parse(s)) + " UTC")));
    if (in.knows("page.next." + step)) {
      html.append(Look.row(in.say("page.state.next"), in.say("page.next." + step)));
    }
  }

  private String history() {
    return c.history().stream()
        .map(
            e ->
                "<li><time datetime=\"%s\">%s</time><span class=\"what\">%s</span></li>\n"
                    .formatted(e.at(), seconds(e.at()), Look.text(e.text())))
        .collect(
            Collectors.joining(
                "",
                "<section><h2>"
                    + Look.text(in.say("page.history"))
                    + "</h2>\n<ol class=\"story plain\" lang=\"en\">\n",
                "</ol></section>\n"));
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }
}
