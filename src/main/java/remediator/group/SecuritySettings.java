package remediator.group;

/**
 * What a Security Hub control can ask of a replication group, all told by one
 * DescribeReplicationGroups.
 *
 * @param backupDays how long automatic snapshots are kept; 0 for none
 */
public record SecuritySettings(
    boolean atRest, TransitEncryptionMode transit, boolean authToken, int backupDays) {
  /** The same with TLS like this. */
  public SecuritySettings with(TransitEncryptionMode other) {
    return new SecuritySettings(atRest, other, authToken, backupDays);
  }
}
