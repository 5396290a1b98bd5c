package remediator.workflow.retire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.core.GroupIdentity;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.SnapshotFinder;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;

/**
 * Deletes the old group with a final snapshot, where the {@link DeletionGuard} finds no objection,
 * and looks until it is gone. Deleting cannot be cancelled.
 */
public record DeleteOldGroup(GuardFactory guards) implements Step {
  public static final Duration TYPICAL = Duration.ofMinutes(12);

  @Override
  public StepResult run(StepContext context) {
    Optional<GroupState> state = context.state(context.group());
    boolean requested = context.now().attribute(CaseAttribute.DELETION_REQUESTED_AT).isPresent();
    // Once it is gone, somebody may use its id again.
    if (state.isEmpty() || (requested && GroupIdentity.ofOld(context).isPresent())) {
      return gone(context);
    }
    // Right after the request the group can still read available ("deleting" comes later).
    if (!state.get().isStable() || context.wasRequestedRecently("delete")) {
      return look(context, "the old group is " + state.get().status());
    }
    return request(context, name(context));
  }

  /** A snapshot of the name that we want, while the group still stands, is somebody else's. */
  private static String name(StepContext context) {
    List<String> names = ResourceNames.finalSnapshot(context.now());
    return context
        .now()
        .attribute(CaseAttribute.FINAL_SNAPSHOT)
        .map(
            tried ->
                SnapshotFinder.find(context.elastiCache(), tried)
                    .flatMap(_ -> ResourceNames.next(names, tried))
                    .orElse(tried))
        .orElse(names.getFirst());
  }

  private StepResult request(StepContext context, String name) {
    try {
      return guards
          .of(context)
          .deleteOldGroup(name)
          .orElseGet(() -> look(context, "its deletion has been requested"));
    } catch (InvalidReplicationGroupStateException
        | ReplicationGroupNotFoundException
        | SnapshotAlreadyExistsException _) {
      return look(context, "the old group is going");
    }
  }

  private StepResult gone(StepContext context) {
    Optional<String> name = context.now().attribute(CaseAttribute.FINAL_SNAPSHOT);
    if (name.isEmpty()) {
      return new Failed(
          context.group().id() + " has been deleted by somebody else, without our final snapshot");
    }
    if (context.now().attribute(CaseAttribute.FINAL_SNAPSHOT_DELETED_AT).isPresent()) {
      return ended(context);
    }
    Optional<Snapshot> last =
        SnapshotFinder.find(context.elastiCache(), name.get())
            .filter(s -> ResourceOwnership.isFinalSnapshot(context, s));
    if (last.isEmpty()) {
      return new Failed("the final snapshot " + name.get() + " is missing");
    }
    if (!"available".equals(last.get().snapshotStatus())) {
      return look(context, "the final snapshot is " + last.get().snapshotStatus());
    }
    // Under the same id, the new group is yet to be made from it.
    if (context.policyIs(PolicySetting.FINAL_SNAPSHOT, "delete")
        && !IdReuse.wanted(context.now())) {
      return guards.of(context).deleteFinalSnapshot(last.get()).orElseGet(() -> ended(context));
    }
    return ended(context);
  }

  private StepResult ended(StepContext context) {
    guards.of(context).deleteParameterGroups();
    String at = context.instant().toString();
    context.change(c -> c.with(CaseAttribute.OLD_GONE_AT, at));
    context.note("the old group is gone");
    return new Done();
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
