package awsemulator.iam;

import awsemulator.cloud.RequiredRight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which rights were used: for each allowed action pattern, the resources it was used on. */
final class RightsUsage {
  private final Map<String, Map<String, Set<String>>> resourcesByRole = new LinkedHashMap<>();
  private final Set<String> refused = new TreeSet<>();

  synchronized void expect(String role, List<PolicyStatement> statements) {
    Map<String, Set<String>> patterns =
        resourcesByRole.computeIfAbsent(role, r -> new LinkedHashMap<>());
    for (PolicyStatement statement : statements) {
      if (statement.allows() && !statement.actions().except()) {
        statement
            .actions()
            .patterns()
            .forEach(action -> patterns.putIfAbsent(key(statement, action), new TreeSet<>()));
      }
    }
  }

  synchronized void used(String role, PolicyStatement statement, RequiredRight need) {
    String pattern = statement.actions().pattern(need.action(), WildcardPattern::matchesAction);
    resourcesByRole
        .get(role)
        .computeIfAbsent(key(statement, pattern), k -> new TreeSet<>())
        .add(need.resource());
  }

  synchronized void refused(String role, RequiredRight need) {
    refused.add(role + " " + need.action() + " " + need.resource());
  }

  synchronized Set<String> refused() {
    return Set.copyOf(refused);
  }

  private static String key(PolicyStatement statement, String pattern) {
    return statement.name() + ": " + (pattern == null ? "NotAction" : pattern);
  }

  /** A copy; an empty set stands for a right that was never used. */
  synchronized Map<String, Map<String, Set<String>>> byRole() {
    Map<String, Map<String, Set<String>>> copy = new LinkedHashMap<>();
    resourcesByRole.forEach(
        (role, patterns) -> {
          Map<String, Set<String>> used = new LinkedHashMap<>();
          patterns.forEach((pattern, resources) -> used.put(pattern, Set.copyOf(resources)));
          copy.put(role, used);
        });
    return copy;
  }
}
