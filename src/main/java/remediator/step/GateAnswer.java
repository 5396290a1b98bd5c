package remediator.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.finding.Untrusted;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.page.PageDecision;

/**
 * How a gate was answered, as the state machine hands it to the next step.
 *
 * @param gate its name
 * @param decision {@code approved}, {@code rejected}, {@code expired} or {@code skipped}
 * @param comment what the person said, or empty
 * @param choices settings that the person chose
 * @param mistakes sentences on choices that the gate does not offer, or that are not legal: then a
 *     yes is none, since it meant something else
 */
record GateAnswer(
    String gate,
    String decision,
    String comment,
    Map<String, String> choices,
    List<String> mistakes) {
  static Optional<GateAnswer> of(Object value) {
    if (!(value instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
      return Optional.empty();
    }
    Map<String, String> choices = new TreeMap<>();
    List<String> mistakes = new ArrayList<>();
    switch (map.get("choices")) {
      case Map<?, ?> chosen ->
          chosen.forEach((k, v) -> choices.put(String.valueOf(k), String.valueOf(v)));
      case null -> {}
      case Object other ->
          mistakes.add(
              "the choices are no object of settings and values but " + Untrusted.quote(other));
    }
    Gate.of(name)
        .ifPresentOrElse(
            gate -> mistakes.addAll(gate.mistakes(choices)),
            () -> mistakes.add("there is no gate " + Untrusted.quote(name)));
    Object comment = map.get("comment");
    return Optional.of(
        new GateAnswer(
            name,
            String.valueOf(map.get("decision")),
            comment == null ? "" : Untrusted.plain(comment, 300),
            choices,
            List.copyOf(mistakes)));
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
    String counts = mistakes.isEmpty() ? decision : "unclear";
    String by = how(work).strip();
    // Each step after the gate is told the answer; on record when the first of them ends, since
    // those that delete may not write it, and request nothing upon an answer that is not.
    work.later(
        c ->
            GateAnswers.record(c, gate, counts, at, by)
                .without(
                    Fact.GATE, Fact.GATE_TOKEN, Fact.GATE_UNTIL, Fact.GATE_PLAN, Fact.GATE_DECISION)
                .choosing(mistakes.isEmpty() ? choices : Map.of())
                .noting(at, text));
  }
}
