package remediator.notification;

import java.util.ArrayList;
import java.util.List;

/** A plan as plain text, in lines that every mail program bears. */
final class EmailRenderer {
  private final ApprovalRequest plan;
  private final Messages messages;
  private final List<String> lines = new ArrayList<>();

  EmailRenderer(ApprovalRequest plan, Messages messages) {
    this.plan = plan;
    this.messages = messages;
  }

  String text(AnswerWays ways) {
    lines.add(plan.question(messages));
    if (plan.times() > 1) {
      lines.add(messages.format("reminder"));
    }
    lines.add("");
    wrap("", plan.deadline(messages));
    ways.link().ifPresent(this::page);
    if (ways.console()) {
      paragraph("answer.console");
    }
    paragraph(ways.byCommandOnly() ? "answer.byCommand" : "answer.orByCommand");
    section("found");
    wrap("", plan.found(messages));
    table();
    steps();
    section("facts");
    plan.facts().forEach(f -> wrap("- ", messages.sentence(f)));
    section("cost");
    wrap("", plan.of("cost", messages));
    plan.estimate(messages).ifPresent(e -> wrap("", e));
    for (String what : List.of("clients", "undo", "otherwise")) {
      section(what);
      wrap("", plan.of(what, messages));
    }
    if (!plan.guide().isEmpty()) {
      section("guide");
      if (ways.byCommandOnly()) {
        // As it is: indentation means something in lines for code.
        lines.addAll(messages.sentence(plan.guide()).lines().toList());
      } else {
        wrap("", messages.format("guide.elsewhere"));
      }
    }
    commands(ways.commands());
    return String.join("\n", lines) + "\n";
  }

  private void page(String link) {
    lines.add("");
    lines.add(messages.format("answer.page"));
    lines.add(link);
    lines.add(messages.format("answer.page.secret"));
  }

  private void paragraph(String key) {
    lines.add("");
    wrap("", messages.format(key));
  }

  private void table() {
    section("table");
    plan.changes()
        .forEach(
            r ->
                wrap(
                    "- ",
                    messages.format("row." + r.attribute())
                        + ": "
                        + ApprovalRequest.value(r.now(), messages)
                        + " -> "
                        + ApprovalRequest.value(r.willBe(), messages)));
  }

  private void steps() {
    section("steps");
    int number = 1;
    for (String stage : plan.stages()) {
      wrap(
          number++ + ". ",
          messages.format(
              "steps.step",
              plan.stage(stage, "name", messages),
              plan.stage(stage, "takes", messages),
              plan.stage(stage, "clients", messages),
              plan.stage(stage, "undo", messages)));
    }
  }

  private void commands(CliCommands terminal) {
    lines.add("");
    lines.add(messages.format("answer.command"));
    lines.add(terminal.fetch(plan));
    lines.add("");
    lines.add(messages.format("answer.approve"));
    lines.add(terminal.approve());
    lines.add("");
    lines.add(messages.format("answer.reject"));
    lines.add(terminal.reject());
  }

  private void section(String key) {
    lines.add("");
    lines.add(messages.heading(key));
  }

  private void wrap(String mark, String text) {
    lines.addAll(LineBreaks.wrapped(mark, text));
  }
}
