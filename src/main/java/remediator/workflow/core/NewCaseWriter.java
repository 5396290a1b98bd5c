package remediator.workflow.core;

import java.util.Optional;
import java.util.function.UnaryOperator;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;

/**
 * Writes a case that is not in the ledger yet: the first write takes the lock, and says at once
 * what is about to be asked of AWS. From then on it changes the case like any other.
 */
public final class NewCaseWriter implements StepContext.Store {
  /** Somebody else took the lock. */
  public static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Ledger ledger;
  private final Optional<RemediationCase> before;
  private boolean done;
  private boolean taken;

  /**
   * @param before what the ledger says of the group
   */
  public NewCaseWriter(Ledger ledger, Optional<RemediationCase> before) {
    this.ledger = ledger;
    this.before = before;
  }

  @Override
  public RemediationCase change(RemediationCase written, UnaryOperator<RemediationCase> change) {
    if (done) {
      return ledger.change(written, change);
    }
    Optional<RemediationCase> opened =
        taken ? Optional.empty() : ledger.tryStart(change.apply(written), before);
    // Who lost the lock does not try again on the way out: nobody would start that flow.
    taken = opened.isEmpty();
    done = !taken;
    return opened.orElseThrow(Taken::new);
  }
}
