package remediator.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.local.iam.Role;

/** An AWS::IAM::Role as the policies see it. */
final class RoleView {
  private RoleView() {}

  static Role of(Resource resource) {
    List<Map<String, Object>> statements = new ArrayList<>();
    String place = resource.place("Policies");
    for (Object policy : Tree.list(place, resource.properties().get("Policies"))) {
      Map<String, Object> document = Tree.map(place, Tree.map(place, policy).get("PolicyDocument"));
      Object written = document.get("Statement");
      for (Object statement : written instanceof List<?> list ? list : List.of(written)) {
        statements.add(Tree.map(place, statement));
      }
    }
    List<String> managed =
        Tree.list(place, resource.properties().get("ManagedPolicyArns")).stream()
            .map(one -> Tree.text(place, one))
            .toList();
    return new Role(
        resource.arn(), List.copyOf(statements), managed, resource.map("AssumeRolePolicyDocument"));
  }
}
