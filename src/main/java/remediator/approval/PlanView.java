package remediator.approval;

import java.util.List;
import java.util.stream.Collectors;
import remediator.notification.ApprovalRequest;
import remediator.notification.Messages;

/** The plan, as the message has it. */
final class PlanView {
  private final ApprovalRequest plan;
  private final Messages messages;
  private final StringBuilder html = new StringBuilder();

  PlanView(ApprovalRequest plan, Messages messages) {
    this.plan = plan;
    this.messages = messages;
  }

  String render() {
    html.append("<h1>")
        .append(Html.text(plan.question(messages)))
        .append("</h1>\n<p><strong>")
        .append(Html.text(messages.format("until", plan.until(), plan.of("silence", messages))))
        .append("</strong></p>\n<p class=\"soft\">")
        .append(Html.text(messages.format("page.noChange")))
        .append("</p>\n");
    section("found", paragraph(plan.found(messages)));
    section("table", table());
    section("steps", steps());
    section(
        "cost",
        paragraph(plan.of("cost", messages))
            + plan.estimate(messages).map(PlanView::paragraph).orElse(""));
    for (String what : List.of("clients", "undo", "otherwise")) {
      section(what, paragraph(plan.of(what, messages)));
    }
    section("facts", facts());
    if (!plan.guide().isEmpty()) {
      section("guide", "<pre lang=\"en\">" + guide() + "</pre>\n");
    }
    return html.toString();
  }

  private void section(String title, String content) {
    html.append("<section><h2>")
        .append(Html.text(messages.format(title)))
        .append("</h2>\n")
        .append(content)
        .append("</section>\n");
  }

  private String guide() {
    return plan.guide().lines().map(Html::text).collect(Collectors.joining("\n"));
  }

  private String table() {
    return plan.table().stream()
        .map(
            r ->
                Html.row(
                    messages.format("row." + r.attribute()),
                    ApprovalRequest.value(r.now(), messages),
                    ApprovalRequest.value(r.willBe(), messages)))
        .collect(
            Collectors.joining(
                "",
                "<table class=\"facts\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n"
                    .formatted(
                        Html.text(messages.format("table.what")),
                        Html.text(messages.format("table.now")),
                        Html.text(messages.format("table.willBe"))),
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
            Html.text(plan.stage(stage, "name", messages)),
            Html.text(plan.stage(stage, "takes", messages)),
            Html.text(messages.format("clients")),
            Html.text(plan.stage(stage, "clients", messages)),
            Html.text(messages.format("undo")),
            Html.text(plan.stage(stage, "undo", messages)));
  }

  /** Sentences as they were measured; they are in English. */
  private String facts() {
    String note = messages == Messages.ENGLISH ? "" : paragraph(messages.format("page.english"));
    return plan.facts().isEmpty()
        ? paragraph(messages.format("facts.none"))
        : note
            + plan.facts().stream()
                .map(f -> "<li>" + Html.text(f) + "</li>\n")
                .collect(Collectors.joining("", "<ul lang=\"en\">\n", "</ul>\n"));
  }

  private static String paragraph(String text) {
    return "<p>" + Html.text(text) + "</p>\n";
  }
}
