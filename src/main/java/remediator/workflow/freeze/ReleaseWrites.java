package remediator.workflow.freeze;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.group.NodeParameterGroup;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.GroupIdentity;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.WriteHold;
import remediator.workflow.guard.FlowEnding;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * Lets writes to the old group in again, and gives it its owner's parameter group back, where the
 * flow ends while the old group serves. After the cut-over the old group stays held: a client that
 * was forgotten gets an error, and loses no write.
 */
public final class ReleaseWrites implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(2);

  @Override
  public StepResult run(StepContext context) {
    FlowEnding.note(context);
    if (WriteHold.canEnd(context.now())) {
      return release(context);
    }
    if (!IdReuse.wanted(context.now()) || IdReuse.comesBack(context.now())) {
      return new Done();
    }
    // Its deletion is on record before it is asked for: where it was refused, the group serves on.
    return context.wasRequestedRecently("delete")
        ? look(context, "its deletion may have begun")
        : release(context);
  }

  /**
   * As a person commands, whether the old group serves or not. Where the flow is not over it finds
   * out, and is rolled back.
   */
  public static StepResult thaw(StepContext context) {
    StepResult result = release(context);
    if (context.now().attribute(CaseAttribute.WRITES_RELEASED_AT).isEmpty()) {
      released(context);
    }
    return result;
  }

  private static StepResult release(StepContext context) {
    HoldParameter.recall(context);
    if (context.now().attribute(CaseAttribute.FREEZE_PARAMETER_GROUP).isEmpty()) {
      return new Done();
    }
    Optional<GroupState> state = context.state(context.group());
    if (state.isEmpty() || state.get().status().equals("deleting")) {
      return new Done();
    }
    Optional<String> another = GroupIdentity.ofOld(context);
    if (another.isPresent()) {
      context.note("its writes are left as they are: " + another.get());
      return new Done();
    }
    try {
      letIn(context);
      return giveBack(context, state.get());
    } catch (InvalidReplicationGroupStateException | InvalidCacheParameterGroupStateException _) {
      return look(context, "the group is busy");
    }
  }

  /** First of all; what the ledger tells of the hold may be older than the hold. */
  private static void letIn(StepContext context) {
    try {
      if (!WriteHold.isOn(context.now()) && !HoldParameter.isHeld(context)) {
        return;
      }
      HoldParameter.release(context);
    } catch (CacheParameterGroupNotFoundException _) {
      // What is gone is used by no group, and holds no writes.
    }
    released(context);
  }

  private static void released(StepContext context) {
    String at = context.instant().toString();
    context.change(c -> c.with(CaseAttribute.WRITES_RELEASED_AT, at));
    context.note("writes to " + context.group().id() + " are let in again");
  }

  private static StepResult giveBack(StepContext context, GroupState state) {
    String ours = context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP);
    String owners = context.now().require(CaseAttribute.ORIGINAL_PARAMETER_GROUP);
    if (!state.isStable() || context.wasRequestedRecently("give-back")) {
      return look(context, "the group is " + state.status());
    }
    List<NodeParameterGroup> nodes = context.groups().parameterGroups(state);
    if (nodes.stream().noneMatch(node -> node.name().equals(ours))) {
      return nodes.stream().allMatch(n -> n.isInSync() || n.needsReboot())
          ? new Done()
          : look(context, "its parameter group is being applied");
    }
    try {
      context.recordRequest("give-back");
      HoldParameter.associate(context, owners);
    } catch (CacheParameterGroupNotFoundException _) {
      context.note(
          "somebody has deleted the parameter group %s; %s keeps its copy %s"
              .formatted(owners, context.group().id(), ours));
      return new Done();
    }
    return look(context, "its parameter group has been asked for");
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(
        context, TYPICAL, "writes to " + context.group().id() + " are being let in: " + why);
  }
}
