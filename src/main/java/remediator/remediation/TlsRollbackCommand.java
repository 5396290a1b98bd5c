package remediator.remediation;

import java.util.Map;
import remediator.finding.InvalidEventException;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import remediator.group.TransitEncryptionMode;

/**
 * What a person sends who wants TLS taken back: {@code {"tls-rollback": "preferred", "group":
 * "ARN"}}, or {@code "off"}. Its function takes nothing else, and no other function takes it:
 * encryption is taken away only by somebody with the right to invoke that one.
 */
public record TlsRollbackCommand(GroupArn group, TransitEncryptionMode target) {
  /** The member by which it is known. */
  public static final String KEY = "tls-rollback";

  /**
   * Reads it.
   *
   * @throws InvalidEventException where the input is something else, or not legal
   */
  public static TlsRollbackCommand read(Map<String, Object> fields) {
    if (fields.size() != 2
        || !fields.containsKey(KEY)
        || !(fields.get("group") instanceof String arn)) {
      throw new InvalidEventException(
          "the way back takes \"tls-rollback\" and \"group\", and nothing else");
    }
    try {
      return new TlsRollbackCommand(GroupArn.parse(arn), target(fields.get(KEY)));
    } catch (IllegalArgumentException e) {
      throw new InvalidEventException(
          "\"group\" " + TextSanitizer.quote(arn) + " " + e.getMessage());
    }
  }

  private static TransitEncryptionMode target(Object word) {
    if ("preferred".equals(word)) {
      return TransitEncryptionMode.PREFERRED;
    }
    if ("off".equals(word)) {
      return TransitEncryptionMode.NONE;
    }
    throw new InvalidEventException(
        "\"tls-rollback\" is "
            + TextSanitizer.quote(String.valueOf(word))
            + "; legal is preferred, or off");
  }
}
