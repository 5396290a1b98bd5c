package awsemulator.services;

import awsemulator.cloud.CallerIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What hangs on scalable targets by name: policies, or scheduled actions. */
final class TargetAttachments<T> {
  private record Key(TargetId target, String name) {}

  private final RegionalState<Map<Key, T>> things = new RegionalState<>(LinkedHashMap::new);
  private final String kind;

  /**
   * @param kind what the errors call it, such as "scaling policy"
   */
  TargetAttachments(String kind) {
    this.kind = kind;
  }

  void put(CallerIdentity caller, TargetId target, String name, T thing) {
    if (name == null) {
      throw TargetId.invalid("The name of the " + kind + " is required.");
    }
    things.of(caller).put(new Key(target, name), thing);
  }

  List<T> find(CallerIdentity caller, List<String> names, Predicate<TargetId> target) {
    return things.of(caller).entrySet().stream()
        .filter(e -> names.isEmpty() || names.contains(e.getKey().name()))
        .filter(e -> target.test(e.getKey().target()))
        .map(Map.Entry::getValue)
        .toList();
  }

  void remove(CallerIdentity caller, TargetId target, String name) {
    if (things.of(caller).remove(new Key(target, name)) == null) {
      throw target.notFound(kind);
    }
  }

  void removeAll(CallerIdentity caller, TargetId target) {
    things.of(caller).keySet().removeIf(key -> key.target().equals(target));
  }
}
