package remediator.lambda;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.finding.InvalidEventException;
import remediator.finding.TextSanitizer;

/** What the reconciling function does: {@code {"command":"report"}}, by a person or a schedule. */
enum OperatorCommand {
  /** Compare ledger, executions and what flows have made. */
  RECONCILE,
  /** Write all of the ledger to a bucket. */
  REPORT,
  /** Tell what is open. */
  DIGEST,
  /** Take in findings that no event has told of. */
  SWEEP,
  /** Have every line of waiting groups looked at. */
  LINES;

  private static final String KEY = "command";

  /**
   * Reads one; an empty event asks to reconcile.
   *
   * @throws InvalidEventException where it is none
   */
  static OperatorCommand read(Map<String, Object> event) {
    if (event.isEmpty()) {
      return RECONCILE;
    }
    Object word = event.get(KEY);
    return Arrays.stream(values())
        .filter(c -> event.size() == 1 && c.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidEventException(
                    "the command is not understood: "
                        + (word == null
                            ? "there is no member command"
                            : event.size() > 1
                                ? "there are other members than command"
                                : TextSanitizer.quote(word) + " is none")
                        + "; send one of "
                        + Arrays.stream(values())
                            .map(c -> "{\"%s\":\"%s\"}".formatted(KEY, c.word()))
                            .collect(Collectors.joining(", "))));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
