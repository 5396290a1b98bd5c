package remediator.workflow.replace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.model.Event;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** Finds out why ElastiCache could not make a group: only its events tell, never the group. */
final class FailureEvents {
  /** Newer ones say what came of it, older ones what led to it. */
  private static final int MOST = 3;

  /** "You can retrieve events up to 14 days", DescribeEvents. */
  private static final Duration KEPT = Duration.ofDays(14);

  private FailureEvents() {}

  /**
   * A sentence's part on what ElastiCache says of a group and one of its nodes since the group was
   * asked for; since it was made, where the ledger has been put back to before that. Where the
   * events cannot be read, it says how to read them: the failure itself is what matters.
   *
   * @param group the id of the state's group
   */
  static String of(StepContext context, String group, GroupState state, Optional<String> node) {
    Instant since =
        context
            .now()
            .attribute(CaseAttribute.NEW_GROUP_REQUESTED_AT)
            .map(Instant::parse)
            .or(state::created)
            .orElseGet(() -> context.instant().minus(KEPT));
    List<Event> events = new ArrayList<>();
    try {
      events.addAll(read(context, SourceType.REPLICATION_GROUP, group, since));
      node.ifPresent(id -> events.addAll(read(context, SourceType.CACHE_CLUSTER, id, since)));
    } catch (SdkException e) {
      return "; why, aws elasticache describe-events tells (it could not be read: "
          + AwsErrorText.of(e)
          + ")";
    }
    List<String> messages =
        events.stream()
            .sorted(Comparator.comparing(Event::date).reversed())
            .map(Event::message)
            .distinct()
            .limit(MOST)
            .map(AwsErrorText::of)
            .toList();
    return messages.isEmpty()
        ? "; ElastiCache has no event that says why"
        : "; ElastiCache says: " + String.join("; ", messages);
  }

  private static List<Event> read(
      StepContext context, SourceType type, String source, Instant since) {
    return context
        .elastiCache()
        .describeEvents(r -> r.sourceType(type).sourceIdentifier(source).startTime(since))
        .events();
  }
}
