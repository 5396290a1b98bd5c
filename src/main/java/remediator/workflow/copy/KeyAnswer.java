package remediator.workflow.copy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.finding.TextSanitizer;
import remediator.workflow.core.StepResult.KeyWork.Work;

/**
 * What the function in the VPC answered to {@link Work}, as the state machine hands it on.
 *
 * @param seen its members; none is taken for granted
 */
record KeyAnswer(Map<?, ?> seen) {
  private static final int LONGEST = 300;

  /** How many of what can be many is named. */
  private static final int NAMED = 3;

  /** Empty where it was not asked. */
  static Optional<KeyAnswer> of(Object seen) {
    return seen instanceof Map<?, ?> map && !map.isEmpty()
        ? Optional.of(new KeyAnswer(map))
        : Optional.empty();
  }

  /** Whether it is an answer to this. */
  boolean isOf(Work work) {
    return work.word().equals(seen.get("work"));
  }

  boolean isDone() {
    return Boolean.TRUE.equals(seen.get("done"));
  }

  /** Whether the same can be tried again, although there was a problem. */
  boolean isPassing() {
    return Boolean.TRUE.equals(seen.get("again"));
  }

  /** Why it could not be done. */
  Optional<String> problem() {
    return Optional.ofNullable(seen.get("problem")).map(KeyAnswer::plain);
  }

  /** Where to go on. */
  Map<?, ?> position() {
    return seen.get("position") instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Zero where it does not tell. */
  long number(String name) {
    return seen.get(name) instanceof Number n ? Math.max(0, n.longValue()) : 0;
  }

  /** Whether it tells this number. */
  boolean has(String name) {
    return seen.get(name) instanceof Number;
  }

  /** Sentences on why keys cannot be copied. */
  List<String> refusals() {
    return texts("refusals");
  }

  /** Some keys that differ, and how. */
  String someDifferences() {
    return texts("differences").stream().limit(NAMED).collect(Collectors.joining("; "));
  }

  /** The largest keys, each with its size. */
  List<String> largest() {
    return items("largest").stream()
        .filter(Map.class::isInstance)
        .map(Map.class::cast)
        .limit(NAMED)
        .map(
            key ->
                TextSanitizer.plain(key.get("key"), 80)
                    + " ("
                    + TextSanitizer.plain(key.get("type"), 20)
                    + ", "
                    + TextSanitizer.plain(key.get("bytes"), 20)
                    + " bytes)")
        .toList();
  }

  private List<String> texts(String name) {
    return items(name).stream().map(KeyAnswer::plain).toList();
  }

  /** As part of a sentence. */
  private static String plain(Object text) {
    return TextSanitizer.plain(text, LONGEST).replaceFirst("[.]+$", "");
  }

  private List<?> items(String name) {
    return seen.get(name) instanceof List<?> list ? list : List.of();
  }
}
