package remediator.workflow.retire;

import remediator.workflow.core.StepContext;

/** Makes the guard of one step; tests put another in its place, to see what it prevents. */
public interface GuardFactory {
  DeletionGuard of(StepContext context);
}
