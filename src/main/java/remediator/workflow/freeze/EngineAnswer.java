package remediator.workflow.freeze;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.finding.TextSanitizer;
import remediator.probe.WriteAnswer;

/**
 * What the nodes of a group answered to a write that changes nothing, as the probe tells it.
 *
 * @param refusing how many refuse it as held
 * @param accepting nodes that take it
 * @param unclear nodes that gave no such answer, each with the reason
 */
record EngineAnswer(long refusing, List<String> accepting, List<String> unclear) {
  EngineAnswer {
    accepting = List.copyOf(accepting);
    unclear = List.copyOf(unclear);
  }

  /** Empty where they were not asked. */
  static Optional<EngineAnswer> of(Object seen) {
    return seen instanceof Map<?, ?> map && !map.isEmpty()
        ? Optional.of(read(map))
        : Optional.empty();
  }

  private static EngineAnswer read(Map<?, ?> seen) {
    long refusing = 0;
    List<String> accepting = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    if (seen.get("problem") != null) {
      unclear.add(TextSanitizer.plain(seen.get("problem"), 300));
    }
    for (Object item : seen.get("nodes") instanceof List<?> list ? list : List.of()) {
      Map<?, ?> node = item instanceof Map<?, ?> map ? map : Map.of();
      String name = TextSanitizer.plain(node.get("node"), 200);
      Object answer = node.get("writes");
      if (WriteAnswer.REFUSED.word().equals(answer)) {
        refusing++;
      } else if (WriteAnswer.ACCEPTED.word().equals(answer)) {
        accepting.add(name);
      } else if (!WriteAnswer.REPLICA.word().equals(answer)) {
        unclear.add(name + ": " + TextSanitizer.plain(node.get("problem"), 300));
      }
    }
    return new EngineAnswer(refusing, accepting, unclear);
  }

  /**
   * Whether the primary of every shard has refused it. A node that did not answer may be one, and
   * right after a failover two nodes of one shard refuse, so every node must have answered.
   */
  boolean isProof(int shards) {
    return accepting.isEmpty() && unclear.isEmpty() && refusing >= shards;
  }

  /** Why it is no proof, for a note. */
  String gap() {
    if (unclear.isEmpty()) {
      return "only " + refusing + " primaries answered";
    }
    int more = unclear.size() - 1;
    return unclear.getFirst() + (more == 0 ? "" : "; and " + more + " more nodes");
  }
}
