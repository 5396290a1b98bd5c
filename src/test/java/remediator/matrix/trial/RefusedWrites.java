package remediator.matrix.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Which groups refuse writes, as the local ElastiCache tells it, and whether people know: a group
 * that serves and refuses writes without anybody being told must never be.
 */
final class RefusedWrites {
  private static final String REFUSING = "100";

  private final Trial trial;

  /** How many messages people had had when it began, by the group's ARN. */
  private final Map<String, Integer> since = new HashMap<>();

  private final List<String> never = new ArrayList<>();
  private boolean ended;

  RefusedWrites(Trial trial) {
    this.trial = trial;
  }

  /** After whatever has happened. */
  void look() {
    List<ReplicationGroup> groups = trial.cloud.elastiCache.view().groups();
    since.keySet().retainAll(groups.stream().map(ReplicationGroup::arn).toList());
    for (ReplicationGroup group : groups) {
      if (isRefusing(group.arn())) {
        since.putIfAbsent(group.arn(), trial.people().messages().size());
      } else {
        since.remove(group.arn());
      }
    }
  }

  private boolean isRefusing(String arn) {
    Map<String, String> parameters = trial.cloud.elastiCache.view().parameters(arn);
    return Stream.of("min-replicas-to-write", "min-slaves-to-write")
        .anyMatch(name -> REFUSING.equals(parameters.get(name)));
  }

  /** A flow that writes its own end leaves nothing for the hourly look to tell. */
  void stepEnded() {
    boolean over = trial.ledger().filter(c -> !c.running()).isPresent();
    boolean began = over && !ended && trial.ledger().flatMap(RefusedWrites::outcome).isPresent();
    ended = over;
    if (began) {
      look();
      check("though its flow has ended");
    }
  }

  private static Optional<String> outcome(RemediationCase c) {
    return c.attribute(CaseAttribute.OUTCOME);
  }

  /** What must never be, at the very end. */
  List<String> never() {
    look();
    check("at the end");
    return List.copyOf(never);
  }

  private void check(String when) {
    since.forEach(
        (arn, messages) -> {
          if (serves(arn) && !told(arn, messages)) {
            never.add(name(arn) + " refuses writes, and nobody was told, " + when);
          }
        });
  }

  /** Whether clients are to use it: it stays, and has no successor. */
  private boolean serves(String arn) {
    boolean going =
        trial.cloud.elastiCache.view().busy().stream()
            .anyMatch(i -> i.arn().equals(arn) && i.to() == null && i.what().equals("deleting"));
    return !going && isCurrent(arn);
  }

  private boolean isCurrent(String arn) {
    return trial
        .watcher()
        .tag(arn, ResourceTags.REPLACED_BY)
        .map(id -> arn.substring(0, arn.lastIndexOf(':') + 1) + id)
        .flatMap(trial.cloud.elastiCache.view()::group)
        .filter(g -> g.status().equals("available"))
        .isEmpty();
  }

  private boolean told(String arn, int before) {
    List<String> messages = trial.people().messages();
    return messages.subList(before, messages.size()).stream()
        .filter(text -> text.contains(name(arn)))
        .anyMatch(text -> text.contains("{\"thaw\":") || text.contains("REFUSES WRITES"));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
