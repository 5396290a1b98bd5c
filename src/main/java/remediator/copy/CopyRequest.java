package remediator.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.copy.node.GroupTopology.GroupSide;

/**
 * What the function is asked for.
 *
 * @param work {@code measure}, {@code copy} or {@code compare}
 * @param position what the last answer gave; empty at first
 * @param time how long this invocation may begin new batches
 */
record CopyRequest(
    String work, GroupSide source, GroupSide target, Map<String, Object> position, Duration time) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** For the batches that are under way, and the answer. */
  private static final Duration REST = Duration.ofSeconds(30);

  /**
   * Reads it.
   *
   * @param remaining until the function is ended
   * @throws IllegalArgumentException where it is none
   */
  static CopyRequest of(Map<String, Object> input, Duration remaining) {
    long most = Math.max(1, Math.min(LONGEST.toSeconds(), remaining.minus(REST).toSeconds()));
    long seconds =
        input.get("seconds") instanceof Number asked ? Math.min(asked.longValue(), most) : most;
    return new CopyRequest(
        String.valueOf(input.get("work")),
        side("source", input),
        side("target", input),
        map(input.get("position")),
        Duration.ofSeconds(seconds));
  }

  private static GroupSide side(String name, Map<String, Object> input) {
    Map<String, Object> side = map(input.get(name));
    List<String> nodes = new ArrayList<>();
    if (side.get("nodes") instanceof List<?> list) {
      list.forEach(node -> nodes.add(String.valueOf(node)));
    }
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("The " + name + " has no nodes.");
    }
    return new GroupSide(name, nodes, Boolean.TRUE.equals(side.get("tls")));
  }

  @SuppressWarnings("unchecked") // StrictJson makes no other maps
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }
}
