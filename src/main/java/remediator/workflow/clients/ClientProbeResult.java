package remediator.workflow.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.finding.TextSanitizer;

/**
 * What the probe saw at one look, as the state machine hands it on.
 *
 * @param problem why there was no look at all
 */
public record ClientProbeResult(List<Node> nodes, Optional<String> problem) {
  /** A message has room for so many nodes. */
  private static final int LINES = 10;

  /**
   * One node.
   *
   * @param plaintext clients without TLS
   * @param tls clients with TLS
   * @param addresses where the clients come from, as a text; empty where there are none without TLS
   * @param problem why nothing is known of it
   */
  record Node(String name, long plaintext, long tls, String addresses, Optional<String> problem) {
    private static Node of(Map<?, ?> map) {
      return new Node(
          TextSanitizer.plain(map.get("node"), 200),
          number(map.get("plaintext")),
          number(map.get("tls")),
          addresses(map),
          problemIn(map));
    }

    private static long number(Object value) {
      return value instanceof Number n ? n.longValue() : 0;
    }

    private static String addresses(Map<?, ?> map) {
      if (!(map.get("addresses") instanceof Map<?, ?> found)) {
        return "";
      }
      String text =
          found.entrySet().stream()
              .map(e -> e.getKey() + " (" + e.getValue() + ")")
              .collect(Collectors.joining(", "));
      long more = number(map.get("more"));
      return TextSanitizer.plain(text, 500) + (more > 0 ? " and " + more + " more" : "");
    }

    /** A sentence; the engine's list of clients does not tell which of them use TLS. */
    private String words() {
      if (problem.isPresent()) {
        return name + ": " + problem.get();
      }
      String counts = name + ": " + plaintext + " without TLS, " + tls + " with TLS";
      if (addresses.isEmpty()) {
        return counts;
      }
      return counts
          + (tls == 0 ? "; they come from " : "; all, with and without TLS, come from ")
          + addresses;
    }
  }

  public ClientProbeResult {
    nodes = List.copyOf(nodes);
  }

  /** Empty where there has been no look. */
  public static Optional<ClientProbeResult> of(Object seen) {
    if (!(seen instanceof Map<?, ?> map) || map.isEmpty()) {
      return Optional.empty();
    }
    List<Node> nodes = new ArrayList<>();
    if (map.get("nodes") instanceof List<?> list) {
      list.stream().filter(Map.class::isInstance).forEach(n -> nodes.add(Node.of((Map<?, ?>) n)));
    }
    Optional<String> problem = problemIn(map);
    return Optional.of(
        new ClientProbeResult(
            nodes, nodes.isEmpty() && problem.isEmpty() ? Optional.of("it saw no node") : problem));
  }

  private static Optional<String> problemIn(Map<?, ?> map) {
    return Optional.ofNullable(map.get("problem")).map(p -> TextSanitizer.plain(p, 300));
  }

  long plaintext() {
    return nodes.stream().mapToLong(Node::plaintext).sum();
  }

  /** Whether every node was seen. */
  boolean whole() {
    return problem.isEmpty() && nodes.stream().allMatch(n -> n.problem().isEmpty());
  }

  /**
   * Every node was seen, and none has a plaintext client. Returns false if any node could not be
   * probed.
   */
  boolean quiet() {
    return whole() && plaintext() == 0;
  }

  /** In a few words, for the ledger. */
  public String summary() {
    if (problem.isPresent()) {
      return "unknown: " + problem.get();
    }
    long dark = nodes.stream().filter(n -> n.problem().isPresent()).count();
    return plaintext()
        + " plaintext clients on "
        + nodes.size()
        + " nodes"
        + (dark == 0 ? "" : ", " + dark + " of which could not be looked at");
  }

  /** The nodes that a person should know of: those with plaintext clients, and those unseen. */
  public List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            nodes.stream()
                .filter(n -> n.plaintext() > 0 || n.problem().isPresent())
                .map(Node::words)
                .toList());
    if (lines.size() > LINES) {
      int more = lines.size() - LINES;
      lines.subList(LINES, lines.size()).clear();
      lines.add(more + " more nodes");
    }
    return lines;
  }
}
