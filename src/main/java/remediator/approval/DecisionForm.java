package remediator.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import remediator.notification.ApprovalRequest;
import remediator.notification.ApprovalRequest.Choice;
import remediator.notification.GateDecision;
import remediator.notification.Messages;
import remediator.plan.PolicySetting;

/**
 * What a form says.
 *
 * @param choices settings that differ from what was planned
 * @param violations sentences; while there is one, nothing counts
 */
record DecisionForm(
    GateDecision decision,
    String name,
    String comment,
    Map<String, String> choices,
    List<String> violations) {
  private static final String FIELD = "choice-";
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_COMMENT = 300;

  /** Letters by Unicode that show nothing: the fillers of Hangul. */
  private static final Set<Integer> FILLERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

  static DecisionForm read(FormValues sent, ApprovalRequest plan, Messages messages) {
    List<String> mistakes = new ArrayList<>();
    GateDecision decision = GateDecision.sent(sent.value("decision"));
    if (decision == GateDecision.UNCLEAR) {
      mistakes.add(messages.format("page.problem.decision"));
    }
    String name = TextSanitizer.plain(sent.value("name"), LONGEST_NAME);
    if (!isVisible(sent.value("name"))) {
      mistakes.add(messages.format("page.problem.name"));
    }
    Map<String, String> choices = new TreeMap<>();
    if (decision == GateDecision.APPROVED) {
      for (Choice choice : plan.choices()) {
        String value = sent.value(field(choice.setting()));
        if (!value.isEmpty() && !value.equals(choice.planned())) {
          choices.put(choice.setting(), value);
        }
      }
      choices.putAll(sent.others(FIELD, plan.choices().stream().map(Choice::setting).toList()));
      plan.gate().violations(GroupArn.parse(plan.group()), choices).stream()
          .map(messages::sentence)
          .forEach(mistakes::add);
    }
    return new DecisionForm(
        decision,
        name,
        TextSanitizer.plain(sent.value("comment"), LONGEST_COMMENT),
        choices,
        List.copyOf(mistakes));
  }

  /** Whether people can read it: a record that names nobody is none. */
  private static boolean isVisible(String name) {
    return TextSanitizer.isPlain(name)
        && name.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) && !FILLERS.contains(c));
  }

  /** The name of a choice's field. */
  static String field(String setting) {
    return FIELD + setting;
  }

  /** The values to choose from; empty where it is free text or a number. */
  static List<String> options(String key) {
    return Arrays.stream(PolicySetting.values())
        .filter(s -> s.key().equals(key) && s.legal().matches("[a-z|-]+"))
        .findFirst()
        .map(s -> List.of(s.legal().split("\\|", -1)))
        .orElse(List.of());
  }
}
