package awsemulator.iam;

import java.util.List;

/**
 * One condition operator ("IAM JSON policy elements: Condition operators"), such as {@code
 * ForAnyValue:StringLikeIfExists}.
 */
record ConditionOperator(Quantifier quantifier, boolean ifExists, ConditionComparison comparison) {
  enum Quantifier {
    NONE(""),
    ANY("ForAnyValue:"),
    ALL("ForAllValues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String IF_EXISTS = "IfExists";

  /**
   * @throws InvalidPolicy for an operator that is not known
   */
  static ConditionOperator of(String name) {
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier each : Quantifier.values()) {
      quantifier = name.startsWith(each.prefix) ? each : quantifier;
    }
    String rest = name.substring(quantifier.prefix.length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    String bare = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    for (ConditionComparison comparison : ConditionComparison.ALL) {
      // "You can add IfExists to the end of any condition operator name except Null."
      if (comparison.name().equals(bare)
          && !(ifExists && comparison.equals(ConditionComparison.NULL))) {
        return new ConditionOperator(quantifier, ifExists, comparison);
      }
    }
    throw new InvalidPolicy("the condition operator " + name + " is not known");
  }

  /** Whether it can be asked of a key with one value, or with many. */
  boolean takes(boolean many) {
    return !many || quantifier != Quantifier.NONE || comparison.equals(ConditionComparison.NULL);
  }

  /**
   * @param values what the request has for the key; null where it does not have the key
   */
  boolean holds(List<String> values, List<String> wanted) {
    if (comparison.equals(ConditionComparison.NULL)) {
      return wanted.contains(Boolean.toString(values == null));
    }
    if (values == null) {
      return ifExists || absentKeyHolds();
    }
    return quantifier == Quantifier.ANY
        ? values.stream().anyMatch(value -> comparison.holds(value, wanted))
        : values.stream().allMatch(value -> comparison.holds(value, wanted));
  }

  /** A key that is not there satisfies ForAllValues always, and a negated operator alone. */
  private boolean absentKeyHolds() {
    return switch (quantifier) {
      case NONE -> comparison.negated();
      case ANY -> false;
      case ALL -> true;
    };
  }
}
