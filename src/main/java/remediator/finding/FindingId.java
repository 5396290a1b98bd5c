package remediator.finding;

/**
 * The identity of a finding in one of Security Hub's two APIs.
 *
 * @param hub which API
 * @param id ASFF {@code Id}, OCSF {@code finding_info.uid}; the same ARN in both
 * @param product ASFF {@code ProductArn}, OCSF {@code metadata.product.uid}
 * @param uid OCSF {@code metadata.uid}; empty for ASFF
 */
public record FindingId(Hub hub, String id, String product, String uid) {
  /** Security Hub's two generations; both can be switched on at once. */
  public enum Hub {
    /** Security Hub CSPM: ASFF, BatchUpdateFindings. */
    CSPM,
    /** The newer Security Hub: OCSF, BatchUpdateFindingsV2. */
    V2
  }
}
