package awsemulator.template;

import awsemulator.iam.IamRole;
import awsemulator.template.tree.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An AWS::IAM::Role as the policies see it. */
final class RoleView {
  private RoleView() {}

  /**
   * Reads it.
   *
   * @param attached the template's policies that are resources of their own, of which some may name
   *     the role
   */
  static IamRole of(DeployedResource resource, List<DeployedResource> attached) {
    List<Map<String, Object>> statements = new ArrayList<>();
    String place = resource.place("Policies");
    for (Object policy : YamlTree.list(place, resource.properties().get("Policies"))) {
      add(place, YamlTree.map(place, policy), statements);
    }
    for (DeployedResource policy : attached) {
      String where = policy.place("Roles");
      if (YamlTree.list(where, policy.properties().get("Roles")).contains(resource.name())) {
        add(where, policy.properties(), statements);
      }
    }
    List<String> managed =
        YamlTree.list(place, resource.properties().get("ManagedPolicyArns")).stream()
            .map(one -> YamlTree.text(place, one))
            .toList();
    return new IamRole(
        resource.arn(), List.copyOf(statements), managed, resource.map("AssumeRolePolicyDocument"));
  }

  private static void add(
      String place, Map<String, Object> policy, List<Map<String, Object>> statements) {
    Object written = YamlTree.map(place, policy.get("PolicyDocument")).get("Statement");
    for (Object statement : written instanceof List<?> list ? list : List.of(written)) {
      statements.add(YamlTree.map(place, statement));
    }
  }
}
