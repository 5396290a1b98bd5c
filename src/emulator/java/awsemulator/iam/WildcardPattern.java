package awsemulator.iam;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** IAM's patterns: {@code *} for any characters, {@code ?} for one. */
final class WildcardPattern {
  /** Every call is checked against the same few hundred patterns. */
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private WildcardPattern() {}

  static boolean matches(String pattern, String text) {
    return COMPILED.computeIfAbsent(pattern, WildcardPattern::compile).matcher(text).matches();
  }

  private static Pattern compile(String pattern) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  /** Actions are not case-sensitive. */
  static boolean matchesAction(String pattern, String action) {
    return matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }

  /** ARNs are matched part by part, so that no {@code *} reaches over a colon of the first five. */
  static boolean matchesArn(String pattern, String arn) {
    String[] patterns = pattern.split(":", 6);
    String[] parts = arn.split(":", 6);
    if (patterns.length != parts.length || parts.length < 6) {
      return pattern.equals("*");
    }
    for (int i = 0; i < parts.length; i++) {
      if (!matches(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}
