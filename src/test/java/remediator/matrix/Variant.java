package remediator.matrix;

import remediator.RetireHandler;
import remediator.UnguardedRetireHandler;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;

/** The product as it is, or with a mistake that the matrix must find. */
enum Variant {
  /** As it is. */
  PRODUCT,
  /**
   * A step that repeats a create blindly: when it could not hear the answer, it forgets that it
   * asked, and asks for another.
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
      ledger.change(flow.group(), c -> c.without(Fact.NEW_GROUP, Fact.MADE, Fact.ASKED));
    }
  }
}
