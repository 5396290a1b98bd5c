package remediator.ledger;

/** Counting the versions of a record. */
final class Versions {
  private Versions() {}

  static Case next(Case c) {
    return new Case(
        c.group(),
        c.attempt(),
        c.flow(),
        c.decision(),
        c.state(),
        c.controls(),
        c.policy(),
        c.facts(),
        c.findings(),
        c.history(),
        c.version() + 1);
  }
}
