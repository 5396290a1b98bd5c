package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/**
 * Gives the new group what CreateReplicationGroup cannot: the node that backups are taken from, and
 * a notification topic that is switched off. One kind of change a call.
 */
final class Settle {
  private static final Duration TYPICAL = Duration.ofMinutes(1);

  private Settle() {}

  /** An answer to wait by where something was asked for; empty where nothing is left to ask. */
  static Optional<Answer> ensure(Work work, ReplicationGroup source, ReplicationGroup made) {
    return change(source, made)
        .map(
            change ->
                work.justAsked("settle")
                    ? look(work, "the last settings of " + made.arn().id() + " have been asked for")
                    : ask(work, made.arn(), change));
  }

  private static Answer ask(Work work, GroupArn id, ModifyReplicationGroupRequest.Builder change) {
    work.asking("settle");
    try {
      work.elastiCache()
          .modifyReplicationGroup(
              change.replicationGroupId(id.id()).applyImmediately(true).build());
    } catch (InvalidReplicationGroupStateException _) {
      return look(work, "the new group is busy");
    }
    return look(work, "the last settings of " + id.id() + " have been asked for");
  }

  /** The next change that the new group still needs, or empty where it needs none. */
  static Optional<ModifyReplicationGroupRequest.Builder> change(
      ReplicationGroup source, ReplicationGroup made) {
    Optional<Integer> node = source.spec().backup().snapshottingNode();
    if (node.isPresent()
        && !node.equals(made.spec().backup().snapshottingNode())
        && node.get() < made.members().size()) {
      return Optional.of(
          ModifyReplicationGroupRequest.builder()
              .snapshottingClusterId(made.members().get(node.get())));
    }
    boolean off = !source.spec().upkeep().topicActive();
    if (off && made.spec().upkeep().topicActive() && !made.spec().upkeep().topic().isEmpty()) {
      return Optional.of(
          ModifyReplicationGroupRequest.builder().notificationTopicStatus("inactive"));
    }
    return Optional.empty();
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
