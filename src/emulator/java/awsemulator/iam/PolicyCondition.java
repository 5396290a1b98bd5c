package awsemulator.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One condition of a statement: an operator, a key, and the values it is compared with. */
record PolicyCondition(ConditionOperator operator, String key, List<String> wanted) {
  /**
   * Keys that have several values, ArrayOfString in the Service Authorization Reference: without a
   * set operator nobody can tell what a condition on them means.
   */
  private static final Set<String> MANY_VALUED =
      Set.of(
          "aws:tagkeys",
          "aws:calledvia",
          "events:source",
          "route53:changeresourcerecordsetsactions",
          "route53:changeresourcerecordsetsrecordtypes",
          "route53:changeresourcerecordsetsnormalizedrecordnames");

  PolicyCondition {
    if (!operator.takes(MANY_VALUED.contains(key.toLowerCase(Locale.ROOT)))) {
      throw new InvalidPolicy(key + " has several values, and needs a set operator");
    }
  }

  /** All conditions of a statement's Condition element; all must hold. */
  static List<PolicyCondition> all(Object element) {
    List<PolicyCondition> conditions = new ArrayList<>();
    if (element != null) {
      PolicyJson.object("Condition", element)
          .forEach(
              (name, keys) ->
                  PolicyJson.object(name, keys)
                      .forEach(
                          (key, values) ->
                              conditions.add(
                                  new PolicyCondition(
                                      ConditionOperator.of(name),
                                      key,
                                      PolicyJson.texts(key, values)))));
    }
    return List.copyOf(conditions);
  }

  /** Keys are not case-sensitive; a value of several is written with commas, as in tag keys. */
  boolean holds(Map<String, String> context) {
    List<String> values = null;
    for (Map.Entry<String, String> entry : context.entrySet()) {
      if (entry.getKey().toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT))) {
        values =
            operator.quantifier() == ConditionOperator.Quantifier.NONE
                ? List.of(entry.getValue())
                : split(entry.getValue());
      }
    }
    return operator.holds(values, wanted);
  }

  private static List<String> split(String values) {
    return values.isEmpty() ? List.of() : List.of(values.split(",", -1));
  }
}
