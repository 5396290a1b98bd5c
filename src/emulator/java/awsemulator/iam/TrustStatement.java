package awsemulator.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One statement of a role's trust policy (AssumeRolePolicyDocument). */
record TrustStatement(
    boolean allows,
    List<String> services,
    List<String> accounts,
    List<PolicyCondition> conditions) {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "Condition");

  static List<TrustStatement> all(Map<String, Object> document) {
    return PolicyJson.list(document.get("Statement")).stream()
        .map(statement -> of(PolicyJson.object("Statement", statement)))
        .toList();
  }

  private static TrustStatement of(Map<String, Object> statement) {
    for (String element : statement.keySet()) {
      if (!ELEMENTS.contains(element)) {
        throw new InvalidPolicy("trust policy: the element " + element + " is not known");
      }
    }
    if (!PolicyJson.texts("Action", statement.get("Action")).contains("sts:AssumeRole")) {
      throw new InvalidPolicy("trust policy: only sts:AssumeRole is known");
    }
    Map<String, Object> principal = PolicyJson.object("Principal", statement.get("Principal"));
    for (String kind : principal.keySet()) {
      if (!kind.equals("Service") && !kind.equals("AWS")) {
        throw new InvalidPolicy("trust policy: the principal " + kind + " is not known");
      }
    }
    return new TrustStatement(
        PolicyStatement.effect("trust policy", statement.get("Effect")),
        PolicyJson.texts("Service", principal.getOrDefault("Service", List.of())),
        PolicyJson.texts("AWS", principal.getOrDefault("AWS", List.of())),
        PolicyCondition.all(statement.get("Condition")));
  }

  boolean covers(String principal, Map<String, String> context) {
    return (services.contains(principal)
            || accounts.stream().anyMatch(trusted -> names(trusted, principal)))
        && conditions.stream().allMatch(condition -> condition.holds(context));
  }

  /** An account, written as digits or as its root, stands for all of its roles. */
  private static boolean names(String trusted, String principal) {
    if (!principal.startsWith("arn:")) {
      return false;
    }
    String account = principal.split(":", 6)[4];
    return trusted.equals("*")
        || trusted.equals(principal)
        || trusted.equals(account)
        || trusted.matches("arn:[a-z-]+:iam::" + account + ":root");
  }
}
