package remediator.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.local.cloud.Need;

/**
 * One statement of an identity-based policy.
 *
 * @param name its Sid, or its place in the role
 */
record Statement(
    String name,
    boolean allows,
    Selection actions,
    Selection resources,
    List<Condition> conditions) {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

  /** The statements of policy documents, or of a bare list of statements. */
  static List<Statement> all(List<Map<String, Object>> written) {
    List<Statement> statements = new ArrayList<>();
    for (Map<String, Object> one : written) {
      statements.add(of("statement " + (statements.size() + 1), one));
    }
    return List.copyOf(statements);
  }

  private static Statement of(String place, Map<String, Object> written) {
    for (String element : written.keySet()) {
      if (!ELEMENTS.contains(element)) {
        throw new InvalidPolicy(place + ": the element " + element + " is not known");
      }
    }
    String name = written.get("Sid") instanceof String sid ? sid : place;
    return new Statement(
        name,
        effect(name, written.get("Effect")),
        selection(name, written, "Action"),
        selection(name, written, "Resource"),
        Condition.all(written.get("Condition")));
  }

  static boolean effect(String name, Object effect) {
    if ("Allow".equals(effect) || "Deny".equals(effect)) {
      return "Allow".equals(effect);
    }
    throw new InvalidPolicy(name + ": Effect must be Allow or Deny");
  }

  private static Selection selection(String name, Map<String, Object> written, String element) {
    boolean except = written.containsKey("Not" + element);
    if (except == written.containsKey(element)) {
      throw new InvalidPolicy(name + ": needs either " + element + " or Not" + element);
    }
    String which = except ? "Not" + element : element;
    return new Selection(PolicyJson.texts(which, written.get(which)), except);
  }

  boolean covers(Need need, Map<String, String> context) {
    return actions.covers(need.action(), Wildcard::matchesAction)
        && resources.covers(need.resource(), Wildcard::matchesArn)
        && conditions.stream().allMatch(condition -> condition.holds(context));
  }
}
