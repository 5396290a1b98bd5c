package remediator.workflow.cutover;

import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.SnapshotFinder;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Turns the roles round once the old group is gone: its id is the next to be made, its copy is what
 * that is made after, and nothing counts as verified until it is compared anew.
 */
public final class ReclaimId implements Step {
  @Override
  public StepResult run(StepContext context) {
    if (IdReuse.comesBack(context.now())) {
      return new Done();
    }
    String id = context.group().id();
    if (context.state(context.group()).isPresent()) {
      return new Failed(id + " still stands, so its id is not free");
    }
    String last = context.now().require(CaseAttribute.FINAL_SNAPSHOT);
    Optional<Snapshot> snapshot =
        SnapshotFinder.find(context.elastiCache(), last)
            .filter(s -> ResourceOwnership.isFinalSnapshot(context, s));
    if (snapshot.isEmpty() || !"available".equals(snapshot.get().snapshotStatus())) {
      return new Failed("the final snapshot " + last + " of " + id + " cannot be used");
    }
    String copy = context.now().require(CaseAttribute.NEW_GROUP);
    context.change(
        c ->
            c.with(CaseAttribute.STAND_IN, copy)
                .with(CaseAttribute.STAND_IN_CREATED, c.require(CaseAttribute.NEW_CREATED))
                .with(CaseAttribute.NEW_GROUP, id)
                .without(
                    CaseAttribute.VERIFIED_AT,
                    CaseAttribute.NEW_CREATED,
                    CaseAttribute.NEW_GROUP_CONFIRMED));
    context.note(id + " is made anew from " + last);
    return new Done();
  }
}
