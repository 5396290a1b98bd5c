package remediator.ledger;

import remediator.group.GroupArn;

/**
 * The ledger's row lacks a fact that an earlier step of the flow has left: the row was put back in
 * time, or edited. Another try finds the same row.
 */
public final class MissingFactException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingFactException(GroupArn group, Fact fact) {
    super(
        "the ledger has no "
            + fact
            + " for "
            + group
            + ": its row was put back in time, or has been edited");
  }
}
