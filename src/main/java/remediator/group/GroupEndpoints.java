package remediator.group;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names under which clients find a group. They change with TLS and with the group's id, and the
 * API forgets the old ones at the first modification.
 *
 * @param primary for cluster mode disabled, else empty
 * @param reader for cluster mode disabled, else empty
 * @param configuration for cluster mode enabled, else empty
 * @param nodes one name a node; these go as early as at {@code preferred}
 */
public record GroupEndpoints(
    String primary, String reader, String configuration, List<String> nodes, int port) {
  public GroupEndpoints {
    nodes = List.copyOf(nodes);
  }

  /** Those that applications should use, with the port, by kind. */
  public Map<String, String> byKind() {
    Map<String, String> names = new TreeMap<>();
    put(names, "primary", primary);
    put(names, "reader", reader);
    put(names, "configuration", configuration);
    return names;
  }

  private void put(Map<String, String> names, String kind, String host) {
    if (!host.isEmpty()) {
      names.put(kind, host + ":" + port);
    }
  }

  /** The same for people: {@code primary HOST:PORT, reader HOST:PORT}. */
  public static String words(Map<String, ?> byKind) {
    return new TreeMap<>(byKind)
        .entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(joining(", "));
  }

  /** All of them, with the port. */
  public List<String> all() {
    List<String> all = new ArrayList<>(byKind().values());
    nodes.forEach(n -> all.add(n + ":" + port));
    return all;
  }
}
