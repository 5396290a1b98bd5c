package remediator.workflow.cutover;

import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.CutOverCheck;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;

/**
 * The point of no return where the old id is wanted again: the old group is marked as replaced,
 * without which it cannot be deleted. Endpoints are switched when the id is back.
 */
public final class MarkReplaced implements Step {
  @Override
  public StepResult run(StepContext context) {
    if (context.now().attribute(CaseAttribute.CUT_OVER_AT).isEmpty()) {
      Optional<StepResult> objection =
          CutOverCheck.objection(context, context.now().newGroup().orElseThrow());
      if (objection.isPresent()) {
        return objection.get();
      }
      context.saveBeforeCall(CaseAttribute.CUT_OVER_AT, context.instant().toString());
    }
    String by = context.now().require(CaseAttribute.NEW_GROUP);
    Optional<StepResult> busy = CutOverCheck.markReplaced(context, by);
    if (busy.isPresent()) {
      return busy.get();
    }
    context.note(context.group().id() + " gives way; " + by + " stands by until its id is back");
    return new Done();
  }
}
