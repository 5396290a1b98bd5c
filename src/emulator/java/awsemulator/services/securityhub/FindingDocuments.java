package awsemulator.services.securityhub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** JSON findings, and what a dotted path finds in them: every value, through lists as well. */
final class FindingDocuments {
  private final Map<List<String>, Map<String, Object>> byKey = new LinkedHashMap<>();

  void put(List<String> key, Map<String, Object> finding) {
    byKey.put(key, finding);
  }

  /** The finding of that key, or null. */
  Map<String, Object> get(List<String> key) {
    return byKey.get(key);
  }

  List<Map<String, Object>> all() {
    return List.copyOf(byKey.values());
  }

  static List<String> texts(Object value, String path) {
    return values(value, List.of(path.split("\\."))).map(String::valueOf).toList();
  }

  /** The one text at that path, or null. */
  static String text(Object value, String path) {
    return texts(value, path).stream().findFirst().orElse(null);
  }

  private static Stream<Object> values(Object value, List<String> path) {
    if (value instanceof List<?> items) {
      return items.stream().flatMap(item -> values(item, path));
    }
    if (path.isEmpty()) {
      return Stream.ofNullable(value);
    }
    return value instanceof Map<?, ?> map
        ? values(map.get(path.getFirst()), path.subList(1, path.size()))
        : Stream.empty();
  }

  /** A copy that shares nothing changeable with the original. */
  static Map<String, Object> copy(Map<String, Object> finding) {
    Map<String, Object> copy = new LinkedHashMap<>();
    finding.forEach((name, value) -> copy.put(name, copyOf(value)));
    return copy;
  }

  private static Object copyOf(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> copy.put((String) name, copyOf(member)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(copyOf(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }
}
