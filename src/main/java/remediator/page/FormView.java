package remediator.page;

import java.util.List;
import java.util.stream.Collectors;
import remediator.notice.Phrases;
import remediator.notice.PlanDocument;
import remediator.notice.PlanDocument.Choice;

/** The form that a gate is answered with. */
final class FormView {
  private final PlanDocument plan;
  private final Phrases in;
  private final Request request;

  /**
   * @param request whose values are shown again where something was wrong with them
   */
  FormView(PlanDocument plan, Phrases in, Request request) {
    this.plan = plan;
    this.in = in;
    this.request = request;
  }

  String render(List<String> mistakes) {
    return """
    <section aria-labelledby="decide"><h2 id="decide">%s</h2>
    %s<form method="post" action="?lang=%s">
    <input type="hidden" name="t" value="%s">
    <div class="field"><label for="name">%s</label><p class="hint" id="name-hint">%s</p>
    <input id="name" name="name" value="%s" required maxlength="80" autocomplete="name" \
    aria-describedby="name-hint"></div>
    <div class="field"><label for="comment">%s</label><p class="hint" id="comment-hint">%s</p>
    <textarea id="comment" name="comment" maxlength="300" aria-describedby="comment-hint">%s\
    </textarea></div>
    %s<div class="buttons"><button name="decision" value="approved">%s</button>
    <button class="no" name="decision" value="rejected">%s</button></div>
    </form></section>
    """
        .formatted(
            say("page.decide"),
            mistakes(mistakes),
            in.language(),
            Look.text(request.value("t")),
            say("page.name"),
            say("page.name.hint"),
            Look.text(request.value("name")),
            say("page.comment"),
            say("page.comment.hint"),
            Look.text(request.value("comment")),
            choices(),
            say(plan.choices().isEmpty() ? "page.approve" : "page.approveWith"),
            say("page.reject"));
  }

  private String mistakes(List<String> mistakes) {
    return mistakes.isEmpty()
        ? ""
        : mistakes.stream()
            .map(m -> "<li>" + Look.text(m) + "</li>")
            .collect(
                Collectors.joining(
                    "",
                    "<div class=\"say bad\" role=\"alert\"><p><strong>"
                        + say("page.problem.invalid")
                        + "</strong></p><ul>",
                    "</ul></div>\n"));
  }

  private String choices() {
    return plan.choices().isEmpty()
        ? ""
        : plan.choices().stream()
            .map(this::choice)
            .collect(
                Collectors.joining(
                    "",
                    "<fieldset><legend>%s</legend><p class=\"hint\">%s</p>\n"
                        .formatted(say("page.choices"), say("page.choices.hint")),
                    "</fieldset>\n"));
  }

  private String choice(Choice choice) {
    String key = choice.setting();
    String name = Decision.field(key);
    String value = request.value(name);
    String label =
        "<div class=\"field\"><label for=\"%s\">%s</label>\n"
            .formatted(name, say("page.choice." + key));
    List<String> options = Decision.options(key);
    if (options.isEmpty()) {
      return label
          + "<input id=\"%s\" name=\"%s\" value=\"%s\"></div>\n"
              .formatted(name, name, Look.text(value.isEmpty() ? choice.planned() : value));
    }
    return label
        + options.stream()
            .map(o -> option(key, o, o.equals(value)))
            .collect(
                Collectors.joining(
                    "",
                    "<select id=\"%s\" name=\"%s\"><option value=\"\">%s</option>\n"
                        .formatted(
                            name,
                            name,
                            Look.text(in.say("page.choice.asPlanned", choice.planned()))),
                    "</select></div>\n"));
  }

  private String option(String key, String option, boolean selected) {
    return "<option value=\"%s\"%s>%s</option>\n"
        .formatted(option, selected ? " selected" : "", say("page.choice." + key + "." + option));
  }

  private String say(String key) {
    return Look.text(in.say(key));
  }
}
