package remediator.intake;

import java.util.Map;
import java.util.Optional;
import remediator.finding.NotUnderstood;
import remediator.finding.Untrusted;
import remediator.group.GroupArn;
import remediator.group.TransitMode;

/**
 * What a person sends who wants TLS taken back: {@code {"tls-back": "preferred", "group": "ARN"}},
 * or {@code "off"}. It has none of the members that an event of EventBridge has, so no event can be
 * taken for it.
 */
public record BackCommand(GroupArn group, TransitMode target) {
  private static final String KEY = "tls-back";

  /**
   * Reads it; empty where the input is something else.
   *
   * @throws NotUnderstood where it is meant to be this, and is not legal
   */
  public static Optional<BackCommand> read(Map<String, Object> fields) {
    if (!fields.containsKey(KEY)) {
      return Optional.empty();
    }
    if (fields.size() != 2 || !(fields.get("group") instanceof String arn)) {
      throw new NotUnderstood("the way back takes \"tls-back\" and \"group\", and nothing else");
    }
    try {
      return Optional.of(new BackCommand(GroupArn.parse(arn), target(fields.get(KEY))));
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
