package remediator.workflow.retire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.SnapshotFinder;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.guard.FlowEnding;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;

/**
 * Removes what the flow has made, the new group, its snapshot and its alarms, where the {@link
 * DeletionGuard} finds no objection. The old group is not touched. After cut-over nothing is rolled
 * back: the new group may hold the only copy of what has been written since.
 */
public record RollBack(GuardFactory guards) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(8);

  @Override
  public StepResult run(StepContext context) {
    FlowEnding.note(context);
    if (context.now().attribute(CaseAttribute.CUT_OVER_AT).isPresent()) {
      return new Failed(
          IdReuse.comesBack(context.now())
              ? IdReuse.standing(context.now(), context.state(context.group()))
              : "clients have been cut over; nothing is rolled back");
    }
    Optional<GroupArn> made = context.now().newGroup();
    if (made.isPresent()) {
      Optional<GroupState> state = context.state(made.get());
      if (state.isPresent()) {
        return remove(context, made.get(), state.get());
      }
      if (context.wasRequestedRecently("create")) {
        return look(context, "the new group may still appear");
      }
    }
    return removeSnapshot(context);
  }

  private StepResult remove(StepContext context, GroupArn made, GroupState state) {
    if (state.status().equals("deleting") || context.wasRequestedRecently("remove")) {
      return look(context, "the new group is being removed");
    }
    if (!state.status().equals("available") && !state.status().equals("create-failed")) {
      return look(context, "the new group is " + state.status() + " and cannot be removed yet");
    }
    boolean recorded = context.now().attribute(CaseAttribute.NEW_CREATED).isPresent();
    if (!recorded && !ResourceOwnership.isOurs(context, made)) {
      // A group that somebody else made under the id that this flow had chosen.
      return removeSnapshot(context);
    }
    try {
      return guards
          .of(context)
          .deleteNewGroup(made, state)
          .orElseGet(() -> look(context, "its removal has been requested"));
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      return look(context, "the new group is going");
    }
  }

  private StepResult removeSnapshot(StepContext context) {
    Optional<String> name = context.now().attribute(CaseAttribute.SNAPSHOT);
    Optional<Snapshot> snapshot = name.flatMap(n -> SnapshotFinder.find(context.elastiCache(), n));
    if (snapshot.isEmpty()) {
      return context.wasRequestedRecently("snapshot")
          ? look(context, "the snapshot may still appear")
          : removeAlarms(context);
    }
    String status = snapshot.get().snapshotStatus();
    if (!status.equals("available") && !status.equals("failed")) {
      return look(context, "the snapshot is " + status);
    }
    if (!ResourceOwnership.isOurs(context, snapshot.get())) {
      return removeAlarms(context);
    }
    try {
      return guards
          .of(context)
          .deleteSourceSnapshot(snapshot.get())
          .orElseGet(() -> look(context, "the snapshot's removal has been requested"));
    } catch (SnapshotNotFoundException | InvalidSnapshotStateException _) {
      return look(context, "the snapshot is going");
    }
  }

  /**
   * Last, with the parameter groups: as long as the group goes their actions are off. Here, since
   * the role that makes and tags them may not delete what has a tag.
   */
  private StepResult removeAlarms(StepContext context) {
    if (context.now().attribute(CaseAttribute.COPIED_ALARMS).isPresent()) {
      List<String> names =
          guards
              .of(context)
              .deleteAlarms(context.now().require(CaseAttribute.COPIED_ALARMS).lines().toList());
      context.change(c -> c.without(CaseAttribute.COPIED_ALARMS));
      context.note("alarms for the new group removed: " + String.join(", ", names));
    }
    guards.of(context).deleteParameterGroups();
    return new Done();
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
