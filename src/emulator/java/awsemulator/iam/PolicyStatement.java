package awsemulator.iam;

import awsemulator.cloud.RequiredRight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One statement of an identity-based policy.
 *
 * @param name its Sid, or its place in the role
 */
record PolicyStatement(
    String name,
    boolean allows,
    StatementSelection actions,
    StatementSelection resources,
    List<PolicyCondition> conditions) {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

  /** The statements of policy documents, or of a bare list of statements. */
  static List<PolicyStatement> all(List<Map<String, Object>> written) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (Map<String, Object> one : written) {
      statements.add(of("statement " + (statements.size() + 1), one));
    }
    return List.copyOf(statements);
  }

  private static PolicyStatement of(String place, Map<String, Object> written) {
    for (String element : written.keySet()) {
      if (!ELEMENTS.contains(element)) {
        throw new InvalidPolicy(place + ": the element " + element + " is not known");
      }
    }
    String name = written.get("Sid") instanceof String sid ? sid : place;
    return new PolicyStatement(
        name,
        effect(name, written.get("Effect")),
        selection(name, written, "Action"),
        selection(name, written, "Resource"),
        PolicyCondition.all(written.get("Condition")));
  }

  static boolean effect(String name, Object effect) {
    if ("Allow".equals(effect) || "Deny".equals(effect)) {
      return "Allow".equals(effect);
    }
    throw new InvalidPolicy(name + ": Effect must be Allow or Deny");
  }

  private static StatementSelection selection(
      String name, Map<String, Object> written, String element) {
    boolean except = written.containsKey("Not" + element);
    if (except == written.containsKey(element)) {
      throw new InvalidPolicy(name + ": needs either " + element + " or Not" + element);
    }
    String which = except ? "Not" + element : element;
    return new StatementSelection(PolicyJson.texts(which, written.get(which)), except);
  }

  boolean covers(RequiredRight need, Map<String, String> context) {
    return actions.covers(need.action(), WildcardPattern::matchesAction)
        && resources.covers(need.resource(), WildcardPattern::matchesArn)
        && conditions.stream().allMatch(condition -> condition.holds(context));
  }
}
