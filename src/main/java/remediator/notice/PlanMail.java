package remediator.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan as plain text, in lines that every mail program bears. */
final class PlanMail {
  private static final int WIDTH = 90;

  /** Facts and commands stay in one piece, to be searched and copied; RFC 5322 ends at 998. */
  private static final int LONGEST = 900;

  private final PlanDocument plan;
  private final Phrases in;
  private final List<String> lines = new ArrayList<>();

  PlanMail(PlanDocument plan, Phrases in) {
    this.plan = plan;
    this.in = in;
  }

  String text(Optional<String> link, Terminal terminal) {
    lines.add(plan.question(in));
    if (plan.times() > 1) {
      lines.add(in.say("reminder"));
    }
    lines.add("");
    wrap("", in.say("until", plan.until(), plan.of("silence", in)));
    link.ifPresent(this::page);
    section("found");
    wrap("", plan.found(in));
    table();
    steps();
    section("facts");
    plan.facts().forEach(f -> lines.addAll(wrapped("- ", f, LONGEST)));
    section("cost");
    wrap("", plan.of("cost", in));
    plan.estimate(in).ifPresent(e -> wrap("", e));
    for (String what : List.of("clients", "undo", "otherwise")) {
      section(what);
      wrap("", plan.of(what, in));
    }
    if (!plan.guide().isEmpty()) {
      section("guide");
      plan.guide().lines().forEach(l -> lines.addAll(wrapped("", l, LONGEST)));
    }
    commands(terminal);
    return String.join("\n", lines) + "\n";
  }

  private void page(String link) {
    lines.add("");
    lines.add(in.say("answer.page"));
    lines.add(link);
    lines.add(in.say("answer.page.secret"));
  }

  private void table() {
    section("table");
    plan.table()
        .forEach(
            r ->
                wrap(
                    "- ",
                    in.say("row." + r.attribute())
                        + ": "
                        + PlanDocument.value(r.now(), in)
                        + " -> "
                        + PlanDocument.value(r.willBe(), in)));
  }

  private void steps() {
    section("steps");
    int number = 1;
    for (String stage : plan.stages()) {
      wrap(
          number++ + ". ",
          "%s (%s). %s: %s. %s: %s."
              .formatted(
                  plan.stage(stage, "name", in),
                  plan.stage(stage, "takes", in),
                  in.say("clients"),
                  plan.stage(stage, "clients", in),
                  in.say("undo"),
                  plan.stage(stage, "undo", in)));
    }
  }

  private void commands(Terminal terminal) {
    lines.add("");
    lines.add(in.say("answer.command"));
    lines.add(terminal.fetch(plan));
    lines.add("");
    lines.add(in.say("answer.approve"));
    lines.add(terminal.approve());
    lines.add("");
    lines.add(in.say("answer.reject"));
    lines.add(terminal.reject());
  }

  private void section(String key) {
    lines.add("");
    lines.add(in.say(key).toUpperCase(Locale.ROOT));
  }

  private void wrap(String mark, String text) {
    lines.addAll(wrapped(mark, text, WIDTH));
  }

  /** Breaks at blanks; the following lines stand under the first one's text. */
  private static List<String> wrapped(String mark, String text, int width) {
    List<String> broken = new ArrayList<>();
    StringBuilder line = new StringBuilder(mark);
    String hang = " ".repeat(mark.length());
    for (String word : Arrays.asList(text.split(" "))) {
      if (line.length() > mark.length() && line.length() + 1 + word.length() > width) {
        broken.add(line.toString());
        line = new StringBuilder(hang);
      }
      line.append(line.length() > hang.length() ? " " : "").append(word);
    }
    broken.add(line.toString());
    return broken;
  }
}
