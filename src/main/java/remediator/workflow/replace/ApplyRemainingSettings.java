package remediator.workflow.replace;

import java.time.Duration;
import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.tls.UpgradeEngine;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/**
 * Gives the new group what CreateReplicationGroup cannot: another engine than the snapshot's, the
 * node that backups are taken from, and a notification topic that is switched off. One kind of
 * change a call.
 */
final class ApplyRemainingSettings {
  private static final Duration TYPICAL = Duration.ofMinutes(1);

  private ApplyRemainingSettings() {}

  /** An answer to wait by where something was asked for; empty where nothing is left to ask. */
  static Optional<StepResult> ensure(StepContext context, CacheGroup source, CacheGroup made) {
    return ReplacementSpec.upgrade(context.now())
        .flatMap(_ -> UpgradeEngine.ensure(context, made))
        .or(
            () ->
                change(source, made)
                    .map(
                        change ->
                            context.wasRequestedRecently("settle")
                                ? look(
                                    context,
                                    "the last settings of "
                                        + made.arn().id()
                                        + " have been asked for")
                                : ask(context, made.arn(), change)));
  }

  private static StepResult ask(
      StepContext context, GroupArn id, ModifyReplicationGroupRequest.Builder change) {
    context.recordRequest("settle");
    try {
      context
          .elastiCache()
          .modifyReplicationGroup(
              change.replicationGroupId(id.id()).applyImmediately(true).build());
    } catch (InvalidReplicationGroupStateException _) {
      return look(context, "the new group is busy");
    }
    return look(context, "the last settings of " + id.id() + " have been asked for");
  }

  /** The next change that the new group still needs, or empty where it needs none. */
  static Optional<ModifyReplicationGroupRequest.Builder> change(
      CacheGroup source, CacheGroup made) {
    Optional<Integer> node = source.spec().backup().snapshottingNode();
    if (node.isPresent()
        && !node.equals(made.spec().backup().snapshottingNode())
        && node.get() < made.members().size()) {
      return Optional.of(
          ModifyReplicationGroupRequest.builder()
              .snapshottingClusterId(made.members().get(node.get())));
    }
    boolean off = !source.spec().maintenance().topicActive();
    if (off
        && made.spec().maintenance().topicActive()
        && !made.spec().maintenance().topic().isEmpty()) {
      return Optional.of(
          ModifyReplicationGroupRequest.builder().notificationTopicStatus("inactive"));
    }
    return Optional.empty();
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
