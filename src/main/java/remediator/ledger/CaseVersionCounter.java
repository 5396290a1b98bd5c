package remediator.ledger;

/** Counting the versions of a record. */
final class CaseVersionCounter {
  private CaseVersionCounter() {}

  static RemediationCase next(RemediationCase c) {
    return new RemediationCase(
        c.group(),
        c.attempt(),
        c.flow(),
        c.decision(),
        c.state(),
        c.controls(),
        c.policy(),
        c.attributes(),
        c.findings(),
        c.history(),
        c.version() + 1);
  }
}
