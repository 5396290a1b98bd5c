package remediator.intake;

import java.util.Map;
import remediator.finding.NotUnderstood;
import remediator.finding.Untrusted;
import remediator.group.GroupArn;
import remediator.group.TransitMode;

/**
 * What a person sends who wants TLS taken back: {@code {"tls-back": "preferred", "group": "ARN"}},
 * or {@code "off"}. Its function takes nothing else, and no other function takes it: encryption is
 * taken away only by somebody with the right to invoke that one.
 */
public record BackCommand(GroupArn group, TransitMode target) {
  /** The member by which it is known. */
  public static final String KEY = "tls-back";

  /**
   * Reads it.
   *
   * @throws NotUnderstood where the input is something else, or not legal
   */
  public static BackCommand read(Map<String, Object> fields) {
    if (fields.size() != 2
        || !fields.containsKey(KEY)
        || !(fields.get("group") instanceof String arn)) {
      throw new NotUnderstood("the way back takes \"tls-back\" and \"group\", and nothing else");
    }
    try {
      return new BackCommand(GroupArn.parse(arn), target(fields.get(KEY)));
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood("\"group\" " + Untrusted.quote(arn) + " " + e.getMessage());
    }
  }

  private static TransitMode target(Object word) {
    if ("preferred".equals(word)) {
      return TransitMode.PREFERRED;
    }
    if ("off".equals(word)) {
      return TransitMode.NONE;
    }
    throw new NotUnderstood(
        "\"tls-back\" is "
            + Untrusted.quote(String.valueOf(word))
            + "; legal is preferred, or off");
  }
}
