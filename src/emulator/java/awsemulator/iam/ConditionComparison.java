package awsemulator.iam;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How a condition operator compares one value of the request with one of the policy.
 *
 * @param negated whether the operator holds where the test does not
 */
record ConditionComparison(String name, boolean negated, BiPredicate<String, String> test) {
  /** "Null" asks only whether the key is there. */
  static final ConditionComparison NULL =
      new ConditionComparison("Null", false, (value, wanted) -> false);

  static final List<ConditionComparison> ALL =
      List.of(
          NULL,
          new ConditionComparison("StringEquals", false, String::equals),
          new ConditionComparison("StringNotEquals", true, String::equals),
          new ConditionComparison("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
          new ConditionComparison("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
          new ConditionComparison("StringLike", false, ConditionComparison::like),
          new ConditionComparison("StringNotLike", true, ConditionComparison::like),
          new ConditionComparison("ArnEquals", false, ConditionComparison::arn),
          new ConditionComparison("ArnLike", false, ConditionComparison::arn),
          new ConditionComparison("ArnNotEquals", true, ConditionComparison::arn),
          new ConditionComparison("ArnNotLike", true, ConditionComparison::arn),
          new ConditionComparison("Bool", false, String::equalsIgnoreCase),
          new ConditionComparison("NumericEquals", false, (a, b) -> number(a, b) == 0),
          new ConditionComparison("NumericNotEquals", true, (a, b) -> number(a, b) == 0),
          new ConditionComparison("NumericLessThan", false, (a, b) -> number(a, b) < 0),
          new ConditionComparison("NumericLessThanEquals", false, (a, b) -> number(a, b) <= 0),
          new ConditionComparison("NumericGreaterThan", false, (a, b) -> number(a, b) > 0),
          new ConditionComparison("NumericGreaterThanEquals", false, (a, b) -> number(a, b) >= 0));

  private static boolean like(String value, String wanted) {
    return WildcardPattern.matches(wanted, value);
  }

  private static boolean arn(String value, String wanted) {
    return WildcardPattern.matchesArn(wanted, value);
  }

  private static int number(String value, String wanted) {
    return new BigDecimal(value).compareTo(new BigDecimal(wanted));
  }

  boolean holds(String value, List<String> wanted) {
    return wanted.stream().anyMatch(one -> test.test(value, one)) != negated;
  }
}
