package remediator.workflow.freeze;

import java.util.Optional;
import remediator.group.NodeParameterGroup;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.WriteHold;
import remediator.workflow.metrics.LostWrites;

/** Checks, before clients are sent to the new group, that writes were held all the time. */
public final class HoldCheck {
  private HoldCheck() {}

  /** Returns why the new group lacks writes, or may; empty where writes are not held, or were. */
  public static Optional<StepResult> objection(StepContext context) {
    if (!WriteHold.isOn(context.now())
        || context.state(context.group()).filter(s -> s.status().equals("available")).isEmpty()) {
      return Optional.empty();
    }
    String ours = context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP);
    boolean used =
        context.groups().parameterGroups(context.state(context.group()).get()).stream()
            .map(NodeParameterGroup::name)
            .allMatch(ours::equals);
    if (!used || !HoldParameter.isHeld(context)) {
      return Optional.of(broken(context));
    }
    LostWrites lost = LostWrites.until(context, context.instant());
    return lost.total() == 0
        ? Optional.empty()
        : Optional.of(
            new Failed(
                "although writes to "
                    + context.group().id()
                    + " were held, there were "
                    + lost
                    + " since the snapshot: the new group would lack them"));
  }

  static StepResult broken(StepContext context) {
    return new Failed(
        "somebody has let writes to "
            + context.group().id()
            + " in again while the flow held them (parameter "
            + context.now().require(CaseAttribute.WRITE_HOLD_PARAMETER)
            + " of "
            + context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP)
            + ", or the group's parameter group): the new group would lack writes. Send the finding"
            + " again to begin anew");
  }
}
