package remediator.step;

import java.util.Optional;
import java.util.function.UnaryOperator;
import remediator.ledger.Case;
import remediator.ledger.Ledger;

/**
 * Writes a case that is not in the ledger yet: the first write takes the lock, and says at once
 * what is about to be asked of AWS. From then on it changes the case like any other.
 */
final class Opened implements Work.Store {
  /** Somebody else took the lock. */
  static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Ledger ledger;
  private final Optional<Case> before;
  private boolean done;
  private boolean taken;

  /**
   * @param before what the ledger says of the group
   */
  Opened(Ledger ledger, Optional<Case> before) {
    this.ledger = ledger;
    this.before = before;
  }

  @Override
  public Case change(Case written, UnaryOperator<Case> change) {
    if (done) {
      return ledger.change(written, change);
    }
    Optional<Case> opened = taken ? Optional.empty() : ledger.open(change.apply(written), before);
    // Who lost the lock does not try again on the way out: nobody would start that flow.
    taken = opened.isEmpty();
    done = !taken;
    return opened.orElseThrow(Taken::new);
  }
}
