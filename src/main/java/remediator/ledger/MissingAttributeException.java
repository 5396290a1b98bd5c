package remediator.ledger;

import remediator.group.GroupArn;

/**
 * The ledger's row lacks a fact that an earlier step of the flow has left: the row was put back in
 * time, or edited. Another try finds the same row.
 */
public final class MissingAttributeException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingAttributeException(GroupArn group, CaseAttribute fact) {
    super(
        "the ledger has no "
            + fact
            + " for "
            + group
            + ": its row was put back in time, or has been edited");
  }
}
