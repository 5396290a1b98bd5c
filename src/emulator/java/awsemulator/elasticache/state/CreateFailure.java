package awsemulator.elasticache.state;

/** How a creation that AWS accepted can still go wrong. */
public enum CreateFailure {
  /** The group ends as {@code create-failed}. */
  CREATE_FAILED,
  /** The group ends as {@code create-failed}, and one of its nodes as {@code restore-failed}. */
  RESTORE_FAILED
}
