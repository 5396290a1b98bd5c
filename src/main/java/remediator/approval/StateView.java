package remediator.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Messages;

/** Where a flow stands, and what has happened. */
final class StateView {
  private final RemediationCase c;
  private final Messages messages;
  private final Instant now;

  StateView(RemediationCase c, Messages messages, Instant now) {
    this.c = c;
    this.messages = messages;
    this.now = now;
  }

  String render() {
    StringBuilder html = new StringBuilder("<section><h2>");
    html.append(Html.text(messages.format("page.state")))
        .append("</h2>\n<table class=\"facts\"><tbody>\n")
        .append(Html.row(messages.format("page.group"), c.group()))
        .append(
            Html.row(messages.format("page.state"), messages.format("page.state." + c.state())));
    if (c.running()) {
      running(html);
    }
    c.newGroup()
        .ifPresent(n -> html.append(Html.row(messages.format("gate.replace.name"), n.id())));
    html.append("</tbody></table>\n<p class=\"soft\">")
        .append(Html.text(messages.format("page.state.refresh", seconds(now))))
        .append("</p></section>\n");
    html.append(history());
    c.attribute(CaseAttribute.IAC_SNIPPETS)
        .ifPresent(
            lines ->
                html.append("<section><h2>")
                    .append(Html.text(messages.format("page.code")))
                    .append("</h2><pre lang=\"en\">")
                    .append(lines.lines().map(Html::text).collect(Collectors.joining("\n")))
                    .append("</pre></section>\n"));
    return html.toString();
  }

  private void running(StringBuilder html) {
    String step = c.attribute(CaseAttribute.STEP).orElse("");
    if (c.attribute(CaseAttribute.GATE).isPresent()) {
      String gate = messages.format("gate." + c.require(CaseAttribute.GATE) + ".name");
      String waits =
          RecordedDecision.of(c).isPresent()
              ? messages.format("page.state.answered")
              : messages.format("page.state.gate", gate);
      html.append(Html.row(messages.format("page.state.step"), waits));
    } else if (!step.isEmpty()) {
      html.append(
          Html.row(
              messages.format("page.state.step"), messages.formatOr("page.step." + step, step)));
    }
    c.attribute(CaseAttribute.STEP_SINCE)
        .ifPresent(
            s ->
                html.append(
                    Html.row(
                        messages.format("page.state.since"), seconds(Instant.parse(s)) + " UTC")));
    if (messages.knows("page.next." + step)) {
      html.append(
          Html.row(messages.format("page.state.next"), messages.format("page.next." + step)));
    }
  }

  private String history() {
    return c.history().stream()
        .map(
            e ->
                "<li><time datetime=\"%s\">%s</time><span class=\"what\">%s</span></li>\n"
                    .formatted(e.at(), seconds(e.at()), Html.text(e.text())))
        .collect(
            Collectors.joining(
                "",
                "<section><h2>"
                    + Html.text(messages.format("page.history"))
                    + "</h2>\n<ol class=\"story plain\" lang=\"en\">\n",
                "</ol></section>\n"));
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }
}
