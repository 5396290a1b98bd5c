package remediator.finding;

import remediator.group.GroupArn;

/**
 * Whether a finding's resource is a replication group in the finding's own account and Region. A
 * finding must never make us act in another place than the one it belongs to.
 */
final class ResourceValidator {
  private ResourceValidator() {}

  /** What a resource turned out to be: a group, or a reason why not. */
  record Result(GroupArn group, String reason) {}

  static Result check(String arn, String account, String region) {
    GroupArn group;
    try {
      group = GroupArn.parse(arn);
    } catch (IllegalArgumentException e) {
      return new Result(null, "resource " + TextSanitizer.quote(arn) + " " + e.getMessage());
    }
    if (!group.account().equals(account)) {
      return new Result(
          null, "resource " + group + " is in another account than its finding, " + show(account));
    }
    if (!group.region().equals(region)) {
      return new Result(
          null, "resource " + group + " is in another Region than its finding, " + show(region));
    }
    return new Result(group, null);
  }

  private static String show(String value) {
    return TextSanitizer.quote(value);
  }
}
