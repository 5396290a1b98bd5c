package remediator.local.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import remediator.local.cloud.Caller;

/** What hangs on scalable targets by name: policies, or scheduled actions. */
final class Attached<T> {
  private record Key(TargetId target, String name) {}

  private final Places<Map<Key, T>> things = new Places<>(LinkedHashMap::new);
  private final String kind;

  /**
   * @param kind what the errors call it, such as "scaling policy"
   */
  Attached(String kind) {
    this.kind = kind;
  }

  void put(Caller caller, TargetId target, String name, T thing) {
    if (name == null) {
      throw TargetId.invalid("The name of the " + kind + " is required.");
    }
    things.of(caller).put(new Key(target, name), thing);
  }

  List<T> find(Caller caller, List<String> names, Predicate<TargetId> target) {
    return things.of(caller).entrySet().stream()
        .filter(e -> names.isEmpty() || names.contains(e.getKey().name()))
        .filter(e -> target.test(e.getKey().target()))
        .map(Map.Entry::getValue)
        .toList();
  }

  void remove(Caller caller, TargetId target, String name) {
    if (things.of(caller).remove(new Key(target, name)) == null) {
      throw target.notFound(kind);
    }
  }

  void removeAll(Caller caller, TargetId target) {
    things.of(caller).keySet().removeIf(key -> key.target().equals(target));
  }
}
