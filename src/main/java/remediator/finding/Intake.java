package remediator.finding;

/** What one finding's one resource, in an event, turned out to be. */
public sealed interface Intake {
  /** The finding's id as far as it could be read, for logs and reports. */
  String findingId();

  /** A failed control on a replication group: to be looked at. */
  record Failed(Finding finding) implements Intake {
    @Override
    public String findingId() {
      return finding.reference().id();
    }
  }

  /** PASSED or ARCHIVED: Security Hub itself says that the case is over. */
  record Over(Finding finding, String why) implements Intake {
    @Override
    public String findingId() {
      return finding.reference().id();
    }
  }

  /**
   * Understood, and not for us.
   *
   * @param reason a sentence for an operator
   */
  record NotOurs(String findingId, String reason) implements Intake {}

  /**
   * Could not be understood.
   *
   * @param reason names the field and what is wrong with it
   */
  record Unreadable(String findingId, String reason) implements Intake {}
}
