package awsemulator.elasticache.state;

import awsemulator.cloud.AwsFault;
import java.util.Locale;

/** The rules for names: the API reference's "Constraints" of each identifier. */
public final class NameRules {
  private NameRules() {}

  public static String group(String id) {
    return checked("ReplicationGroupId", id, 40);
  }

  public static String snapshot(String name) {
    return checked("SnapshotName", name, 40);
  }

  public static String parameterGroup(String name) {
    return checked("CacheParameterGroupName", name, 255);
  }

  /** Stored as a lowercase string. */
  public static String lower(String name) {
    return name == null ? null : name.toLowerCase(Locale.ROOT);
  }

  private static String checked(String member, String name, int longest) {
    if (name == null || name.isEmpty()) {
      throw required(member);
    }
    if (name.length() > longest
        || !name.matches("[A-Za-z][A-Za-z0-9-]*")
        || name.endsWith("-")
        || name.contains("--")) {
      throw ElastiCacheError.value(
          "The parameter "
              + member
              + " is not a valid identifier. Identifiers must begin with a letter; must contain"
              + " only ASCII letters, digits, and hyphens; must not end with a hyphen or contain"
              + " two consecutive hyphens; and must have at most "
              + longest
              + " characters.");
    }
    return lower(name);
  }

  public static AwsFault required(String member) {
    return new AwsFault("MissingParameter", 400, "The parameter " + member + " must be provided.");
  }
}
