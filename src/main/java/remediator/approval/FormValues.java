package remediator.approval;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a form was filled in with, by the fields' names. */
record FormValues(Map<String, String> values) {
  FormValues {
    values = Map.copyOf(values);
  }

  /** A value, or empty. */
  String value(String name) {
    return values.getOrDefault(name, "").strip();
  }

  /**
   * What was sent under names with this beginning, by the rest of the name.
   *
   * @param known rests of names to leave out
   */
  Map<String, String> others(String beginning, List<String> known) {
    Map<String, String> others = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(beginning) && !known.contains(name.substring(beginning.length()))) {
            others.put(name.substring(beginning.length()), value.strip());
          }
        });
    return others;
  }

  /** With another value. */
  FormValues with(String name, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return new FormValues(more);
  }
}
