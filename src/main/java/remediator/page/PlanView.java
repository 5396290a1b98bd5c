package remediator.page;

import java.util.List;
import java.util.stream.Collectors;
import remediator.notice.Phrases;
import remediator.notice.PlanDocument;

/** The plan, as the message has it. */
final class PlanView {
  private final PlanDocument plan;
  private final Phrases in;
  private final StringBuilder html = new StringBuilder();

  PlanView(PlanDocument plan, Phrases in) {
    this.plan = plan;
    this.in = in;
  }

  String render() {
    html.append("<h1>")
        .append(Look.text(plan.question(in)))
        .append("</h1>\n<p><strong>")
        .append(Look.text(in.say("until", plan.until(), plan.of("silence", in))))
        .append("</strong></p>\n<p class=\"soft\">")
        .append(Look.text(in.say("page.noChange")))
        .append("</p>\n");
    section("found", paragraph(plan.found(in)));
    section("table", table());
    section("steps", steps());
    section(
        "cost",
        paragraph(plan.of("cost", in)) + plan.estimate(in).map(PlanView::paragraph).orElse(""));
    for (String what : List.of("clients", "undo", "otherwise")) {
      section(what, paragraph(plan.of(what, in)));
    }
    section("facts", facts());
    if (!plan.guide().isEmpty()) {
      section("guide", "<pre lang=\"en\">" + guide() + "</pre>\n");
    }
    return html.toString();
  }

  private void section(String title, String content) {
    html.append("<section><h2>")
        .append(Look.text(in.say(title)))
        .append("</h2>\n")
        .append(content)
        .append("</section>\n");
  }

  private String guide() {
    return plan.guide().lines().map(Look::text).collect(Collectors.joining("\n"));
  }

  private String table() {
    return plan.table().stream()
        .map(
            r ->
                Look.row(
                    in.say("row." + r.attribute()),
                    PlanDocument.value(r.now(), in),
                    PlanDocument.value(r.willBe(), in)))
        .collect(
            Collectors.joining(
                "",
                "<table class=\"facts\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n"
                    .formatted(
                        Look.text(in.say("table.what")),
                        Look.text(in.say("table.now")),
                        Look.text(in.say("table.willBe"))),
                "</tbody></table>\n"));
  }

  private String steps() {
    return plan.stages().stream()
        .map(this::step)
        .collect(Collectors.joining("", "<ol class=\"steps\">\n", "</ol>\n"));
  }

  private String step(String stage) {
    return "<li><p><strong>%s</strong> (%s)</p><p>%s: %s</p><p>%s: %s</p></li>\n"
        .formatted(
            Look.text(plan.stage(stage, "name", in)),
            Look.text(plan.stage(stage, "takes", in)),
            Look.text(in.say("clients")),
            Look.text(plan.stage(stage, "clients", in)),
            Look.text(in.say("undo")),
            Look.text(plan.stage(stage, "undo", in)));
  }

  /** Sentences as they were measured; they are in English. */
  private String facts() {
    String note = in == Phrases.ENGLISH ? "" : paragraph(in.say("page.english"));
    return plan.facts().isEmpty()
        ? paragraph(in.say("facts.none"))
        : note
            + plan.facts().stream()
                .map(f -> "<li>" + Look.text(f) + "</li>\n")
                .collect(Collectors.joining("", "<ul lang=\"en\">\n", "</ul>\n"));
  }

  private static String paragraph(String text) {
    return "<p>" + Look.text(text) + "</p>\n";
  }
}
