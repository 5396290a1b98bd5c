package remediator.workflow.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.workflow.clients.ClientProbeResult;
import remediator.workflow.clients.PlaintextIdlePeriod;
import remediator.workflow.core.StepContext;
import remediator.workflow.guard.DataPlaneAvailability;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.MetricValues;
import remediator.workflow.metrics.NodeMetric;

/**
 * What tells whether clients have moved to TLS, for the person who decides that plaintext be
 * refused. CloudWatch counts connections but does not tell how they are encrypted; only the engine
 * itself does, to somebody in its VPC.
 */
final class TlsReadinessFacts {
  private static final Duration LAST_HOUR = Duration.ofHours(1);
  private static final Duration RECENT = Duration.ofMinutes(5);

  private TlsReadinessFacts() {}

  static List<String> of(StepContext context, Optional<ClientProbeResult> seen) {
    List<String> facts = new ArrayList<>();
    facts.add(connections(context));
    facts.addAll(clients(context, seen));
    PlaintextIdlePeriod.wanted(context).ifPresent(wanted -> facts.add(byItself(context, wanted)));
    return facts;
  }

  static String connections(StepContext context) {
    List<String> nodes = context.state(context.group()).map(GroupState::members).orElse(List.of());
    MetricValues heard =
        CacheMetrics.of(context)
            .hear(nodes, LAST_HOUR, NodeMetric.CONNECTIONS, NodeMetric.NEW_CONNECTIONS);
    Map<String, Long> now = heard.newest(NodeMetric.CONNECTIONS, context.instant().minus(RECENT));
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

  private static List<String> clients(StepContext context, Optional<ClientProbeResult> seen) {
    Optional<String> obstacle = DataPlaneAvailability.obstacle(context);
    if (obstacle.isPresent()) {
      return List.of("plaintext clients: not probed, because " + obstacle.get());
    }
    if (seen.isEmpty()) {
      return List.of("plaintext clients: not probed yet");
    }
    List<String> facts = new ArrayList<>();
    facts.add("plaintext clients, asked of every node: " + seen.get().summary());
    facts.addAll(seen.get().lines());
    PlaintextIdlePeriod.since(context.now())
        .ifPresent(s -> facts.add("no plaintext client was seen since " + s));
    return facts;
  }

  private static String byItself(StepContext context, Duration wanted) {
    String setting = "required-after-quiet-minutes is " + wanted.toMinutes();
    return DataPlaneAvailability.obstacle(context)
        .map(o -> setting + ", which has no effect: " + o)
        .orElse(
            setting
                + ": without an answer, the gate opens by itself once no plaintext client has been"
                + " seen for so long");
  }
}
