package remediator.local;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import remediator.local.report.GateScript;
import remediator.local.report.GateScript.Answer;
import remediator.notification.Gate;

/** The option {@code -Dgates}. */
final class GatesOption {
  private static final String LEGAL =
      " approve, reject or expire for all gates, or gate by gate, such as"
          + " -Dgates=replace:approve,cut-over:reject";

  private GatesOption() {}

  /**
   * Reads one answer for all gates, or answers by gate; gates that are not named are approved then.
   *
   * @throws IllegalArgumentException with a sentence, where it is neither
   */
  static GateScript parse(String text) {
    if (!text.contains(":")) {
      return GateScript.all(answer(text, text));
    }
    Map<Gate, Answer> named = new EnumMap<>(Gate.class);
    for (String part : text.split(",", -1)) {
      String[] pair = part.strip().split(":", 2);
      if (pair.length < 2) {
        throw new IllegalArgumentException(
            "-Dgates=%s: \"%s\" is no gate with its answer; legal are%s."
                .formatted(text, part, LEGAL));
      }
      if (named.put(gate(text, pair[0]), answer(text, pair[1])) != null) {
        throw new IllegalArgumentException(
            "-Dgates=%s: it answers gate %s twice; name each gate once.".formatted(text, pair[0]));
      }
    }
    return new GateScript(Answer.APPROVE, named);
  }

  private static Gate gate(String text, String key) {
    return Gate.of(key)
        .orElseThrow(
            () -> {
              List<String> keys = Arrays.stream(Gate.values()).map(Gate::key).toList();
              return new IllegalArgumentException(
                  "-Dgates=%s: there is no gate \"%s\"; the nearest is %s."
                      .formatted(text, key, NearestName.of(key, keys)));
            });
  }

  private static Answer answer(String text, String word) {
    return Stream.of(Answer.values())
        .filter(a -> a.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Dgates=%s: \"%s\" is no answer; legal are%s.".formatted(text, word, LEGAL)));
  }
}
