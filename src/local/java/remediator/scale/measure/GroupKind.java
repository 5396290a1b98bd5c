package remediator.scale.measure;

import java.util.List;

/**
 * What a group is like, after which sample group, and whether its findings are to start a flow.
 *
 * @see GeneratedEstate
 */
public enum GroupKind {
  TLS_OFF("orders-cache", "ONLINE_TLS", "ElastiCache.5"),
  OLDER_ENGINE("profiles-62", "UPGRADE_THEN_TLS", "ElastiCache.5"),
  HALF_DONE("feeds-half-done", "ONLINE_TLS", "ElastiCache.5"),
  NOT_AT_REST("cart-single", "REPLACE", "ElastiCache.4"),
  NEITHER("billing-both", "REPLACE", "ElastiCache.4", "ElastiCache.5"),
  COMPLIANT("tokens-compliant", "", "ElastiCache.5"),
  OPTED_OUT("scratch-opted-out", "", "ElastiCache.4", "ElastiCache.5"),
  REFUSED("ledger-auth", "", "ElastiCache.4"),
  /** Not in ElastiCache any more; only findings tell of it. */
  GONE("", "", "ElastiCache.5");

  private final String sample;
  private final String decision;
  private final String controls;

  GroupKind(String sample, String decision, String... controls) {
    this.sample = sample;
    this.decision = decision;
    this.controls = String.join(",", controls);
  }

  public String sample() {
    return sample;
  }

  /** The word in the ledger, or empty where no flow is needed. */
  public String decision() {
    return decision;
  }

  public boolean needsFlow() {
    return !decision.isEmpty();
  }

  /** The controls that findings say it fails. */
  public List<String> controls() {
    return List.of(controls.split(",", -1));
  }
}
