package remediator.plan;

import java.util.Map;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.Encryption;
import remediator.group.SecuritySettings;
import remediator.group.TransitEncryptionMode;

/**
 * ElastiCache.5, Config rule elasticache-repl-grp-encrypted-in-transit. The rule passes as soon as
 * TLS is on; in mode {@code preferred} plaintext is still accepted, so for us that is half done.
 */
public record InTransitControl() implements Control {
  /** Whoever deals with TLS itself, such as the way back, has this control to name. */
  public static final String ID = "ElastiCache.5";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String requirement() {
    return "encrypted in transit";
  }

  @Override
  public boolean isSatisfiedBy(SecuritySettings settings) {
    return settings.transit() == TransitEncryptionMode.REQUIRED;
  }

  @Override
  public boolean passesCheck(SecuritySettings settings) {
    return settings.transit() != TransitEncryptionMode.NONE;
  }

  @Override
  public Remedy remedy() {
    return Remedy.SWITCH_TLS_ON;
  }

  @Override
  public GroupSpec appliedTo(GroupSpec spec, Policy policy) {
    Encryption is = spec.encryption();
    return spec.withEncryption(
        new Encryption(is.atRest(), is.kmsKey(), TransitEncryptionMode.REQUIRED));
  }

  @Override
  public Map<String, String> wantedChanges() {
    return Map.of("encryption.transit", "TLS");
  }

  @Override
  public String attribute() {
    return "transit";
  }

  @Override
  public String value(SecuritySettings settings) {
    return settings.transit().apiValue();
  }

  @Override
  public String announcement(GroupSpec wanted) {
    return "TLS is "
        + value(wanted.settings())
        + " from the start, so clients must speak TLS when they move";
  }
}
