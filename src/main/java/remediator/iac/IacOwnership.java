package remediator.iac;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.group.CacheGroup;

/**
 * Who seems to have made a group, by its tags. CloudFormation marks what it makes; Terraform leaves
 * no mark of its own, only what its users tag.
 *
 * @param why a sentence that says how sure it is
 */
public record IacOwnership(Tool tool, String why) {
  /** What the group may be described in. */
  public enum Tool {
    CLOUDFORMATION,
    TERRAFORM,
    UNKNOWN
  }

  /**
   * Guesses.
   *
   * @param stack that made the first group, by AWS's own tag, which no copy can carry
   */
  static IacOwnership of(CacheGroup group, Optional<String> stack) {
    Optional<String> known = stack.or(group::stack);
    if (known.isPresent()) {
      return new IacOwnership(
          Tool.CLOUDFORMATION, "The stack " + known.get() + " made it, as AWS's own tag said.");
    }
    for (Map.Entry<String, String> tag : new TreeMap<>(group.spec().tags()).entrySet()) {
      String both = (tag.getKey() + "=" + tag.getValue()).toLowerCase(Locale.ROOT);
      if (both.contains("terraform") || both.contains("opentofu") || both.contains("terragrunt")) {
        return new IacOwnership(
            Tool.TERRAFORM,
            "A guess: it is described in Terraform, by its tag "
                + tag.getKey()
                + "="
                + tag.getValue()
                + ".");
      }
    }
    return new IacOwnership(
        Tool.UNKNOWN, "A guess: its tags tell of no code that describes it. If there is some:");
  }
}
