package remediator.plan;

import java.util.Map;
import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.Encryption;
import remediator.group.SecuritySettings;

/**
 * ElastiCache.4, Config rule elasticache-repl-grp-encrypted-at-rest. Encryption at rest can be
 * chosen only when a group is made ("At-Rest Encryption in ElastiCache"), so a group that fails is
 * replaced.
 */
public record AtRestControl() implements Control {
  @Override
  public String id() {
    return "ElastiCache.4";
  }

  @Override
  public String requirement() {
    return "encrypted at rest";
  }

  @Override
  public boolean isSatisfiedBy(SecuritySettings settings) {
    return settings.atRest();
  }

  /**
   * "In some cases, encryption at-rest may be enabled even when this value is false. Use
   * StorageEncryptionType": durable groups are encrypted, and the Config rule reads the flag only.
   */
  @Override
  public Optional<Plan.Blocker> falseAlarm(CacheGroup group) {
    return group.isEncryptedAllTheSame()
        ? Optional.of(
            new Plan.Blocker(
                "its storage is encrypted already (StorageEncryptionType "
                    + group.storageEncryption()
                    + "); only AtRestEncryptionEnabled, which the check reads, is false",
                "suppress the finding; a group that is encrypted is not replaced",
                false))
        : Optional.empty();
  }

  @Override
  public Remedy remedy() {
    return Remedy.REPLACE_GROUP;
  }

  @Override
  public boolean isMetByEveryReplacement() {
    return true;
  }

  /** A group that has a key of its own already keeps it, unless the owner names another. */
  @Override
  public GroupSpec appliedTo(GroupSpec spec, Policy policy) {
    Encryption is = spec.encryption();
    String key =
        policy.is(PolicySetting.KMS_KEY, "service")
            ? is.kmsKey()
            : policy.get(PolicySetting.KMS_KEY);
    return spec.withEncryption(new Encryption(true, key, is.transit()));
  }

  @Override
  public Map<String, String> wantedChanges() {
    return Map.of("encryption.atRest", "encryption at rest");
  }

  @Override
  public String attribute() {
    return "atRest";
  }

  @Override
  public String value(SecuritySettings settings) {
    return settings.atRest() ? "on" : "off";
  }

  @Override
  public String announcement(GroupSpec wanted) {
    String key = wanted.encryption().kmsKey();
    return "encryption at rest is on, with "
        + (key.isEmpty() ? "the service's own key" : "the key " + key);
  }
}
