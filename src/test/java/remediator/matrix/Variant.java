package remediator.matrix;

import remediator.RetireHandler;
import remediator.UnguardedRetireHandler;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;

/** The product as it is, or with a mistake that the matrix must find. */
enum Variant {
  /** As it is. */
  PRODUCT,
  /**
   * A step that repeats a create blindly: when it could not hear the answer, it forgets that it
   * asked, and under which name, and asks for another.
   */
  BLIND_CREATE,
  /** A guard that says yes to every deletion. */
  UNGUARDED;

  /** The handler's class in its place. */
  Class<?> handler(Class<?> type) {
    return this == UNGUARDED && type == RetireHandler.class ? UnguardedRetireHandler.class : type;
  }

  void afterFailure(String step, Ledger ledger, Flow flow) {
    if (this == BLIND_CREATE && step.equals("CreateGroup")) {
      ledger.change(
          flow.group(),
          c ->
              new Case(
                      c.group(),
                      c.attempt(),
                      c.flow().replaceFirst("[0-9a-f]{8}$", "0ff0ff00"),
                      c.decision(),
                      c.state(),
                      c.controls(),
                      c.policy(),
                      c.with(Fact.EXECUTION, c.execution())
                          .with(Fact.TAKE_OVERS, "0")
                          .with(Fact.TAKEN_OVER_AT, "2026-11-02T09:00:00Z")
                          .with(Fact.DIED_OF, "a mistake")
                          .facts(),
                      c.findings(),
                      c.history(),
                      c.version())
                  .without(Fact.NEW_GROUP, Fact.MADE, Fact.ASKED));
    }
  }
}
