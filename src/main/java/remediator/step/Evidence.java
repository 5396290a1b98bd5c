package remediator.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupState;

/**
 * What tells whether clients have moved to TLS, for the person who decides that plaintext be
 * refused. CloudWatch counts connections but does not tell how they are encrypted; only the engine
 * itself does, to somebody in its VPC.
 */
final class Evidence {
  private static final Duration LAST_HOUR = Duration.ofHours(1);
  private static final Duration RECENT = Duration.ofMinutes(5);

  private Evidence() {}

  static List<String> of(Work work, Optional<Sight> seen) {
    List<String> facts = new ArrayList<>();
    facts.add(connections(work));
    facts.addAll(clients(work, seen));
    Quiet.wanted(work).ifPresent(wanted -> facts.add(byItself(work, wanted)));
    return facts;
  }

  static String connections(Work work) {
    List<String> nodes = work.state(work.group()).map(GroupState::members).orElse(List.of());
    Heard heard =
        Traffic.of(work).hear(nodes, LAST_HOUR, NodeMetric.CONNECTIONS, NodeMetric.NEW_CONNECTIONS);
    Map<String, Long> now = heard.newest(NodeMetric.CONNECTIONS, work.instant().minus(RECENT));
    Map<String, Long> fresh = heard.sums(NodeMetric.NEW_CONNECTIONS);
    return "connections by CloudWatch, encrypted or not, 4 to 6 a node being ElastiCache's own: "
        + total(now, nodes)
        + " now, "
        + total(fresh, nodes)
        + " new ones in the last hour";
  }

  /** What CloudWatch has not heard of a node is not zero. */
  private static String total(Map<String, Long> values, List<String> nodes) {
    return values.keySet().containsAll(nodes)
        ? Long.toString(values.values().stream().mapToLong(Long::longValue).sum())
        : "an unknown number of";
  }

  private static List<String> clients(Work work, Optional<Sight> seen) {
    Optional<String> obstacle = Probing.obstacle(work);
    if (obstacle.isPresent()) {
      return List.of("plaintext clients: not probed, because " + obstacle.get());
    }
    if (seen.isEmpty()) {
      return List.of("plaintext clients: not probed yet");
    }
    List<String> facts = new ArrayList<>();
    facts.add("plaintext clients, asked of every node: " + seen.get().summary());
    facts.addAll(seen.get().lines());
    Quiet.since(work.now()).ifPresent(s -> facts.add("no plaintext client was seen since " + s));
    return facts;
  }

  private static String byItself(Work work, Duration wanted) {
    String setting = "required-after-quiet-minutes is " + wanted.toMinutes();
    return Probing.obstacle(work)
        .map(o -> setting + ", which has no effect: " + o)
        .orElse(
            setting
                + ": without an answer, the gate opens by itself once no plaintext client has been"
                + " seen for so long");
  }
}
