package remediator.local.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import remediator.ledger.RemediationCase;

/**
 * Who decided at a gate and how, by the ledger's history.
 *
 * @param answer such as: approved by command
 */
public record GateOutcome(String gate, Instant at, String answer) {
  /** That a gate is open, or was reminded of, decides nothing. */
  private static final Pattern LINE =
      Pattern.compile("^gate ([a-z-]+): ((?:approved|rejected|expired|skipped)\\b.*)");

  public static List<GateOutcome> of(RemediationCase flow) {
    return flow.history().stream()
        .flatMap(
            e ->
                LINE.matcher(e.text())
                    .results()
                    .map(m -> new GateOutcome(m.group(1), e.at(), m.group(2))))
        .toList();
  }

  /** Whether it ended the flow. */
  boolean refused() {
    return !answer.startsWith("approved") && !answer.startsWith("skipped");
  }

  /** Whether somebody said yes; a gate may also open by itself. */
  boolean answered() {
    return answer.startsWith("approved by ");
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    map.put("gate", gate);
    map.put("at", at.toString());
    map.put("answer", answer);
    return map;
  }
}
