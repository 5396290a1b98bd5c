package remediator.workflow.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.approval.GateAnswers;
import remediator.approval.RecordedDecision;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.notification.Gate;
import remediator.notification.GateDecision;
import remediator.workflow.core.StepContext;

/**
 * What came of a gate, as the state machine hands it to the step behind: the answer that was sent
 * with the task token, that somebody rejected it, that nobody answered in time, or an error.
 *
 * @param comment what the person said, or empty
 * @param choices settings that the person chose
 * @param violations sentences on choices that the gate does not offer, or that are not legal: then
 *     a yes is none, since it meant something else
 * @param problem why nobody could be asked or answer
 */
public record GateAnswer(
    Gate gate,
    GateDecision decision,
    String comment,
    Map<String, String> choices,
    List<String> violations,
    Optional<String> problem) {
  /** How the comment begins, where nobody had to answer. */
  public static final String BY_ITSELF = "opened by itself";

  /** Empty where the state before was no gate. */
  static Optional<GateAnswer> of(GroupArn group, Map<?, ?> last) {
    if (!last.containsKey("reply") && !last.containsKey("error")) {
      return Optional.empty();
    }
    Gate gate =
        Gate.of(String.valueOf(last.get("gate")))
            .orElseThrow(
                () -> new IllegalArgumentException("there is no gate " + last.get("gate")));
    return Optional.of(
        last.get("error") instanceof Map<?, ?> error
            ? unanswered(gate, error)
            : answered(gate, group, last.get("reply")));
  }

  private static GateAnswer unanswered(Gate gate, Map<?, ?> error) {
    Object cause = error.get("Cause");
    return switch (String.valueOf(error.get("Error"))) {
      case "Rejected" ->
          without(gate, GateDecision.REJECTED, cause == null ? "" : cause, Optional.empty());
      case "States.Timeout" -> without(gate, GateDecision.EXPIRED, "", Optional.empty());
      default -> without(gate, GateDecision.UNCLEAR, "", Optional.of(FlowEnding.words(error)));
    };
  }

  private static GateAnswer without(
      Gate gate, GateDecision decision, Object comment, Optional<String> problem) {
    return new GateAnswer(
        gate, decision, TextSanitizer.plain(comment, 300), Map.of(), List.of(), problem);
  }

  private static GateAnswer answered(Gate gate, GroupArn group, Object reply) {
    Map<?, ?> map = reply instanceof Map<?, ?> m ? m : Map.of();
    Map<String, String> choices = new TreeMap<>();
    List<String> mistakes = new ArrayList<>();
    switch (map.get("choices")) {
      case Map<?, ?> chosen ->
          chosen.forEach((k, v) -> choices.put(String.valueOf(k), String.valueOf(v)));
      case null -> {}
      case Object other ->
          mistakes.add(
              "the choices are no object of settings and values but " + TextSanitizer.quote(other));
    }
    mistakes.addAll(gate.violations(group, choices));
    boolean yes = GateDecision.sent(map.get("decision")) == GateDecision.APPROVED;
    Object comment = map.get("comment");
    return new GateAnswer(
        gate,
        yes ? GateDecision.APPROVED : GateDecision.UNCLEAR,
        comment == null ? "" : TextSanitizer.plain(comment, 300),
        choices,
        List.copyOf(mistakes),
        Optional.empty());
  }

  /** Who and how, as far as it is known; what opened by itself says so in its comment. */
  private String how(StepContext context) {
    return comment.startsWith(BY_ITSELF) ? "" : " " + RecordedDecision.how(context.now(), decision);
  }

  /** Writes it down once: the step may run many times. */
  void record(StepContext context) {
    if (!context.now().attribute(CaseAttribute.GATE).equals(Optional.of(gate.key()))) {
      return;
    }
    Instant at = context.instant();
    String text =
        "gate "
            + gate.key()
            + ": "
            + decision.word()
            + how(context)
            + (comment.isEmpty() ? "" : " (" + comment + ")");
    GateDecision counts = violations.isEmpty() ? decision : GateDecision.UNCLEAR;
    String by = comment.startsWith(BY_ITSELF) ? comment : how(context).strip();
    // On record when the step behind the gate ends, since those that delete may not write it, and
    // request nothing upon an answer that is not.
    context.change(
        c ->
            GateAnswers.record(c, gate, counts, at, by)
                .without(
                    CaseAttribute.GATE,
                    CaseAttribute.GATE_TOKEN,
                    CaseAttribute.GATE_UNTIL,
                    CaseAttribute.GATE_PLAN,
                    CaseAttribute.GATE_DECISION)
                .withPolicy(violations.isEmpty() ? choices : Map.of())
                .withHistory(at, text));
  }
}
