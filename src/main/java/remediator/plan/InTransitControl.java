package remediator.plan;

import remediator.group.GroupSpec.Encryption;
import remediator.group.TransitEncryptionMode;

/**
 * ElastiCache.5, Config rule elasticache-repl-grp-encrypted-in-transit. The rule passes as soon as
 * TLS is on; in mode {@code preferred} plaintext is still accepted, so for us that is half done.
 */
record InTransitControl() implements Control {
  @Override
  public String id() {
    return "ElastiCache.5";
  }

  @Override
  public String requirement() {
    return "encrypted in transit";
  }

  @Override
  public boolean isSatisfiedBy(Encryption encryption) {
    return encryption.transit() == TransitEncryptionMode.REQUIRED;
  }
}
