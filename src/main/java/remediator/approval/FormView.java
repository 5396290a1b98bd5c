package remediator.approval;

import java.util.List;
import java.util.stream.Collectors;
import remediator.notification.ApprovalRequest;
import remediator.notification.ApprovalRequest.Choice;
import remediator.notification.Messages;

/** The form that a gate is answered with. */
final class FormView {
  private final ApprovalRequest plan;
  private final Messages messages;
  private final HttpRequest request;

  /**
   * @param request whose values are shown again where something was wrong with them
   */
  FormView(ApprovalRequest plan, Messages messages, HttpRequest request) {
    this.plan = plan;
    this.messages = messages;
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
            format("page.decide"),
            violations(mistakes),
            messages.language(),
            Html.text(request.value("t")),
            format("page.name"),
            format("page.name.hint"),
            Html.text(request.value("name")),
            format("page.comment"),
            format("page.comment.hint"),
            Html.text(request.value("comment")),
            choices(),
            format(plan.choices().isEmpty() ? "page.approve" : "page.approveWith"),
            format("page.reject"));
  }

  private String violations(List<String> mistakes) {
    return mistakes.isEmpty()
        ? ""
        : mistakes.stream()
            .map(m -> "<li>" + Html.text(m) + "</li>")
            .collect(
                Collectors.joining(
                    "",
                    "<div class=\"say bad\" role=\"alert\"><p><strong>"
                        + format("page.problem.invalid")
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
                        .formatted(format("page.choices"), format("page.choices.hint")),
                    "</fieldset>\n"));
  }

  private String choice(Choice choice) {
    String key = choice.setting();
    String name = DecisionForm.field(key);
    String value = request.value(name);
    String label =
        "<div class=\"field\"><label for=\"%s\">%s</label>\n"
            .formatted(name, format("page.choice." + key));
    List<String> options = DecisionForm.options(key);
    if (options.isEmpty()) {
      return label
          + "<input id=\"%s\" name=\"%s\" value=\"%s\"></div>\n"
              .formatted(name, name, Html.text(value.isEmpty() ? choice.planned() : value));
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
                            Html.text(messages.format("page.choice.asPlanned", choice.planned()))),
                    "</select></div>\n"));
  }

  private String option(String key, String option, boolean selected) {
    return "<option value=\"%s\"%s>%s</option>\n"
        .formatted(
            option, selected ? " selected" : "", format("page.choice." + key + "." + option));
  }

  private String format(String key) {
    return Html.text(messages.format(key));
  }
}
