package remediator.finding;

/** What one finding's one resource, in an event, turned out to be. */
public sealed interface FindingResult {
  /** The finding's id as far as it could be read, for logs and reports. */
  String findingId();

  /** A failed control on a replication group: to be looked at. */
  record FailedControl(Finding finding) implements FindingResult {
    @Override
    public String findingId() {
      return finding.reference().id();
    }
  }

  /** PASSED or ARCHIVED: Security Hub itself says that the case is over. */
  record Closed(Finding finding, String why) implements FindingResult {
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
  record Ignored(String findingId, String reason) implements FindingResult {}

  /**
   * A failed control on a resource that is not understood, or is not the finding's own: nothing can
   * be done about it, and people are told.
   *
   * @param control such as {@code ElastiCache.4}
   * @param account the finding's, as it names it
   * @param region the finding's, as it names it
   * @param reason names the resource and what is wrong with it
   */
  record UnknownResource(
      String findingId, String control, String account, String region, String reason)
      implements FindingResult {}

  /**
   * Could not be understood.
   *
   * @param reason names the field and what is wrong with it
   */
  record Malformed(String findingId, String reason) implements FindingResult {}
}
