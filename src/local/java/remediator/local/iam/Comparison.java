package remediator.local.iam;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How a condition operator compares one value of the request with one of the policy.
 *
 * @param negated whether the operator holds where the test does not
 */
record Comparison(String name, boolean negated, BiPredicate<String, String> test) {
  /** "Null" asks only whether the key is there. */
  static final Comparison NULL = new Comparison("Null", false, (value, wanted) -> false);

  static final List<Comparison> ALL =
      List.of(
          NULL,
          new Comparison("StringEquals", false, String::equals),
          new Comparison("StringNotEquals", true, String::equals),
          new Comparison("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
          new Comparison("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
          new Comparison("StringLike", false, Comparison::like),
          new Comparison("StringNotLike", true, Comparison::like),
          new Comparison("ArnEquals", false, Comparison::arn),
          new Comparison("ArnLike", false, Comparison::arn),
          new Comparison("ArnNotEquals", true, Comparison::arn),
          new Comparison("ArnNotLike", true, Comparison::arn),
          new Comparison("Bool", false, String::equalsIgnoreCase),
          new Comparison("NumericEquals", false, (a, b) -> number(a, b) == 0),
          new Comparison("NumericNotEquals", true, (a, b) -> number(a, b) == 0),
          new Comparison("NumericLessThan", false, (a, b) -> number(a, b) < 0),
          new Comparison("NumericLessThanEquals", false, (a, b) -> number(a, b) <= 0),
          new Comparison("NumericGreaterThan", false, (a, b) -> number(a, b) > 0),
          new Comparison("NumericGreaterThanEquals", false, (a, b) -> number(a, b) >= 0));

  private static boolean like(String value, String wanted) {
    return Wildcard.matches(wanted, value);
  }

  private static boolean arn(String value, String wanted) {
    return Wildcard.matchesArn(wanted, value);
  }

  private static int number(String value, String wanted) {
    return new BigDecimal(value).compareTo(new BigDecimal(wanted));
  }

  boolean holds(String value, List<String> wanted) {
    return wanted.stream().anyMatch(one -> test.test(value, one)) != negated;
  }
}
