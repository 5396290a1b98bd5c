package remediator.owner;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whom a message about a group goes to: who its tag names, or all who subscribe to the deployment's
 * own topic.
 *
 * @param value of the tag: {@link #NOBODY}, the ARN of a topic, or mail addresses with spaces
 *     between them
 * @param doubt why it is not as the tag on the group says, as a sentence without a full stop
 */
public record OwnerRecipients(String value, Optional<String> doubt) {
  /** Names nobody: the deployment's own topic is told. */
  public static final String NOBODY = "none";

  /** As a tag that was checked says. */
  public static OwnerRecipients of(String value) {
    return new OwnerRecipients(value, Optional.empty());
  }

  /** The deployment's own topic, and why. */
  static OwnerRecipients unknown(String why) {
    return new OwnerRecipients(NOBODY, Optional.of(why));
  }

  public boolean isNamed() {
    return !value.equals(NOBODY);
  }

  /** The topic that is named. */
  public Optional<String> topic() {
    return Optional.of(value).filter(v -> v.startsWith("arn:"));
  }

  /** The addresses that are named, each once; words that are none of a tag that was not checked. */
  public List<String> addresses() {
    return isNamed() && topic().isEmpty()
        ? Arrays.stream(value.split(" ", -1)).filter(v -> !v.isEmpty()).distinct().toList()
        : List.of();
  }
}
