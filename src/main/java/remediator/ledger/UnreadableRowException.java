package remediator.ledger;

import java.util.Optional;
import remediator.group.GroupArn;

/**
 * A row of the ledger is not as this version writes it: an older or newer schema, or edited by
 * hand. Nothing may be done upon such a row. The message is a sentence without a full stop that
 * names the group, the attribute, and what to do; it is fit for people and logs as it is.
 */
public final class UnreadableRowException extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private final String key;

  /**
   * @param key of the row: a group's ARN, or the name of a record of the deployment's own
   * @param mistake what is wrong, as in "the attribute attempt is missing"
   */
  UnreadableRowException(String key, String mistake) {
    super(
        "the ledger's row of "
            + key
            + " cannot be read: "
            + mistake
            + ". Until that is put right nothing is done upon it. Correct the row, or put it back"
            + " from a backup (src/docs/restore-ledger.md)");
    this.key = key;
  }

  /** The group that the row is of; empty where it is of none. */
  public Optional<GroupArn> group() {
    try {
      return Optional.of(GroupArn.parse(key));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
