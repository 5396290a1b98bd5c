package awsemulator.elasticache.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Tags by ARN. */
public final class TagStore {
  private final Map<String, Map<String, String>> byArn = new HashMap<>();

  /** Unmodifiable; empty where the resource has none. */
  public Map<String, String> of(String arn) {
    return Map.copyOf(byArn.getOrDefault(arn, Map.of()));
  }

  public List<Tag> list(String arn) {
    return new TreeMap<>(byArn.getOrDefault(arn, Map.of()))
        .entrySet().stream()
            .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
            .toList();
  }

  public void put(String arn, Map<String, String> tags) {
    byArn.computeIfAbsent(arn, any -> new TreeMap<>()).putAll(tags);
  }

  public void remove(String arn, List<String> keys) {
    byArn.getOrDefault(arn, new TreeMap<>()).keySet().removeAll(keys);
  }

  public void forget(String arn) {
    byArn.remove(arn);
  }
}
