package remediator.step;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.finding.Untrusted;
import remediator.ledger.Fact;
import remediator.page.PageDecision;
import remediator.plan.Policy;

/**
 * How a gate was answered, as the state machine hands it to the next step.
 *
 * @param gate its name
 * @param decision {@code approved}, {@code rejected}, {@code expired} or {@code skipped}
 * @param comment what the person said, or empty
 * @param choices settings that the person chose
 */
record GateAnswer(String gate, String decision, String comment, Map<String, String> choices) {
  static Optional<GateAnswer> of(Object value) {
    if (!(value instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
      return Optional.empty();
    }
    Map<String, String> choices = new TreeMap<>();
    if (map.get("choices") instanceof Map<?, ?> chosen) {
      chosen.forEach((k, v) -> choices.put(String.valueOf(k), String.valueOf(v)));
    }
    Object comment = map.get("comment");
    return Optional.of(
        new GateAnswer(
            name,
            String.valueOf(map.get("decision")),
            comment == null ? "" : Untrusted.plain(comment, 300),
            choices));
  }

  /** A sentence on each choice that is not legal: then a yes is none, since it meant something. */
  List<String> mistakes() {
    return Policy.of(Map.of(), Map.of()).with(choices).mistakes();
  }

  /** Who and how, as far as it is known; what opened by itself says so in its comment. */
  private String how(Work work) {
    return comment.startsWith(WatchClients.BY_ITSELF)
        ? ""
        : " " + PageDecision.how(work.now(), decision);
  }

  /** Writes it down once: the step may run many times. */
  void record(Work work) {
    if (!work.now().fact(Fact.GATE).equals(Optional.of(gate))) {
      return;
    }
    Instant at = work.instant();
    String text =
        "gate "
            + gate
            + ": "
            + decision
            + how(work)
            + (comment.isEmpty() ? "" : " (" + comment + ")");
    String counts = mistakes().isEmpty() ? decision : "unclear";
    String by = how(work).strip();
    // Each step after the gate is told the answer; on record when the first of them ends, since
    // those that delete may not write it, and request nothing upon an answer that is not.
    work.later(
        c ->
            GateAnswers.record(c, gate, counts, at, by)
                .without(
                    Fact.GATE, Fact.GATE_TOKEN, Fact.GATE_UNTIL, Fact.GATE_PLAN, Fact.GATE_DECISION)
                .choosing(mistakes().isEmpty() ? choices : Map.of())
                .noting(at, text));
  }
}
