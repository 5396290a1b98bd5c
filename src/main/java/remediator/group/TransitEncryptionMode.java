package remediator.group;

import java.util.Locale;

/** What a group's port accepts. */
public enum TransitEncryptionMode {
  /** Plaintext only. */
  NONE,
  /** Plaintext and TLS: half done, although ElastiCache.5 passes. */
  PREFERRED,
  /** TLS only. */
  REQUIRED;

  /** As the API and the report write it: {@code none}, {@code preferred}, {@code required}. */
  public String apiValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
