package remediator.matrix.trial;

import remediator.lambda.ForgetfulWorkflowHandler;
import remediator.lambda.RetireHandler;
import remediator.lambda.UnguardedRetireHandler;
import remediator.lambda.WorkflowHandler;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;

/** The product as it is, or with a mistake that the matrix must find. */
public enum Variant {
  /** As it is. */
  PRODUCT,
  /**
   * A step that repeats a create blindly: when it could not hear the answer, it forgets that it
   * asked, and under which name, and asks for another.
   */
  BLIND_CREATE,
  /** A guard that says yes to every deletion. */
  UNGUARDED,
  /** A step that says it has let writes in again, and has not. */
  FORGETS_TO_THAW;

  /** The handler's class in its place. */
  Class<?> handler(Class<?> type) {
    if (this == FORGETS_TO_THAW && type == WorkflowHandler.class) {
      return ForgetfulWorkflowHandler.class;
    }
    return this == UNGUARDED && type == RetireHandler.class ? UnguardedRetireHandler.class : type;
  }

  void afterFailure(String step, Ledger ledger, Flow flow) {
    if (this == BLIND_CREATE && step.equals("CreateGroup")) {
      ledger.change(
          flow.group(),
          c ->
              new RemediationCase(
                      c.group(),
                      c.attempt(),
                      c.flow().replaceFirst("[0-9a-f]{8}$", "0ff0ff00"),
                      c.decision(),
                      c.state(),
                      c.controls(),
                      c.policy(),
                      c.with(CaseAttribute.EXECUTION, c.execution())
                          .with(CaseAttribute.RECOVERIES, "0")
                          .with(CaseAttribute.RECOVERED_AT, "2026-11-02T09:00:00Z")
                          .with(CaseAttribute.EXECUTION_FAILURE, "a mistake")
                          .attributes(),
                      c.findings(),
                      c.history(),
                      c.version())
                  .without(
                      CaseAttribute.NEW_GROUP,
                      CaseAttribute.NEW_GROUP_CONFIRMED,
                      CaseAttribute.LAST_REQUEST));
    }
  }
}
