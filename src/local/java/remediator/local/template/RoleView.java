package remediator.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.local.iam.Role;

/** An AWS::IAM::Role as the policies see it. */
final class RoleView {
  private RoleView() {}

  /**
   * Reads it.
   *
   * @param attached the template's AWS::IAM::Policy resources, of which some may name the role
   */
  static Role of(Resource resource, List<Resource> attached) {
    List<Map<String, Object>> statements = new ArrayList<>();
    String place = resource.place("Policies");
    for (Object policy : Tree.list(place, resource.properties().get("Policies"))) {
      add(place, Tree.map(place, policy), statements);
    }
    for (Resource policy : attached) {
      String where = policy.place("Roles");
      if (Tree.list(where, policy.properties().get("Roles")).contains(resource.name())) {
        add(where, policy.properties(), statements);
      }
    }
    List<String> managed =
        Tree.list(place, resource.properties().get("ManagedPolicyArns")).stream()
            .map(one -> Tree.text(place, one))
            .toList();
    return new Role(
        resource.arn(), List.copyOf(statements), managed, resource.map("AssumeRolePolicyDocument"));
  }

  private static void add(
      String place, Map<String, Object> policy, List<Map<String, Object>> statements) {
    Object written = Tree.map(place, policy.get("PolicyDocument")).get("Statement");
    for (Object statement : written instanceof List<?> list ? list : List.of(written)) {
      statements.add(Tree.map(place, statement));
    }
  }
}
