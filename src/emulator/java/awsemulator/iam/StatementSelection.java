package awsemulator.iam;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a statement is about: Action or NotAction, Resource or NotResource.
 *
 * @param except whether it is the "Not" form
 */
record StatementSelection(List<String> patterns, boolean except) {
  boolean covers(String text, BiPredicate<String, String> match) {
    return patterns.stream().anyMatch(pattern -> match.test(pattern, text)) != except;
  }

  /** The pattern that covers it, for reports; null in the "Not" form. */
  String pattern(String text, BiPredicate<String, String> match) {
    return except
        ? null
        : patterns.stream().filter(pattern -> match.test(pattern, text)).findFirst().orElse(null);
  }
}
