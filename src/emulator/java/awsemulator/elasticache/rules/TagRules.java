package awsemulator.elasticache.rules;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.state.ElastiCacheError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What tags callers may set, "Tagging your ElastiCache resources". */
public final class TagRules {
  private static final int MOST = 50;

  private TagRules() {}

  /** The tags of a request by key; keys that begin with aws: are AWS's own. */
  public static Map<String, String> checked(List<Tag> tags) {
    Map<String, String> byKey = new TreeMap<>();
    for (Tag tag : tags) {
      String key = tag.key();
      String value = Objects.requireNonNullElse(tag.value(), "");
      if (key == null || key.isEmpty() || key.length() > 128 || value.length() > 256) {
        throw ElastiCacheError.value(
            "A tag key must have 1 to 128 characters, a tag value at most 256: " + key);
      }
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw ElastiCacheError.value(
            "Tag keys starting with aws: are reserved for system use: " + key);
      }
      if (byKey.put(key, value) != null) {
        throw ElastiCacheError.value("Duplicate tag key: " + key);
      }
    }
    checkCount(byKey.size());
    return byKey;
  }

  public static void checkCount(int tags) {
    if (tags > MOST) {
      throw AwsFault.badRequest(
          "TagQuotaPerResourceExceeded",
          "The request cannot be processed because it would cause the resource to have more than"
              + " the allowed number of tags. The maximum number of tags permitted on a resource"
              + " is 50.");
    }
  }
}
