package remediator.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import remediator.finding.TextSanitizer;

/**
 * Recognizes the tags that people mean for this product. Tag keys are case-sensitive, so one that
 * is written in another way is another tag; to take no notice of it could be to act on a group
 * whose owner has opted out.
 */
final class TagNames {
  private static final Pattern OTHER_THAN_LETTERS = Pattern.compile("[^A-Za-z:]+");
  private static final String PREFIX = letters(PolicySetting.TAG_PREFIX);

  private TagNames() {}

  /** The tags that are meant for this product, however they are written, but for its own marks. */
  static Map<String, String> ours(Map<String, String> tags) {
    Map<String, String> ours = new TreeMap<>(tags);
    ours.keySet()
        .removeIf(tag -> ResourceTags.ALL.contains(tag) || !letters(tag).startsWith(PREFIX));
    return ours;
  }

  /** A sentence's part on a tag that is none of a setting. */
  static String mistake(String tag) {
    String written = TextSanitizer.plain(tag, 128);
    return meant(tag)
        .map(right -> "the tag " + written + " is misspelled: " + right + " is how it is written")
        .orElse("unknown tag " + written);
  }

  private static Optional<String> meant(String tag) {
    return Stream.concat(
            Stream.of(PolicySetting.values()).map(PolicySetting::tag), ResourceTags.ALL.stream())
        .filter(known -> letters(known).equals(letters(tag)))
        .findFirst();
  }

  /** In small letters, and without anything that is neither a letter nor a colon. */
  private static String letters(String tag) {
    return OTHER_THAN_LETTERS.matcher(tag).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
