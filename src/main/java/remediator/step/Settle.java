package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.ReplicationGroup;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/**
 * Gives the new group what CreateReplicationGroup cannot: the node that backups are taken from, and
 * a notification topic that is switched off. One kind of change a call.
 */
final class Settle implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(1);

  @Override
  public Answer run(Work work) {
    GroupArn id = work.now().newGroup().orElseThrow();
    GroupArn from = work.now().source();
    Optional<ReplicationGroup> source = work.groups().look(from, id);
    Optional<ReplicationGroup> made = work.groups().look(id);
    if (source.isEmpty() || made.isEmpty()) {
      return new Failed("one of " + from.id() + " and " + id.id() + " no longer exists");
    }
    if (!made.get().settled() || !source.get().settled()) {
      return look(work, "one of " + id.id() + " and " + from.id() + " is busy");
    }
    Optional<ModifyReplicationGroupRequest.Builder> change = change(source.get(), made.get());
    if (change.isEmpty()) {
      return new Done();
    }
    if (work.justAsked("settle")) {
      return look(work, "the last settings of " + id.id() + " have been asked for");
    }
    return ask(work, id, change.get());
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
