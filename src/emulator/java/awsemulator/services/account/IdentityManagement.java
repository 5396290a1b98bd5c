package awsemulator.services.account;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.iam.IamRole;
import awsemulator.iam.InvalidPolicy;
import awsemulator.iam.PolicyDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** IAM's policy simulator, on policies that are given and on those of roles. */
public final class IdentityManagement extends AwsService {
  private final Function<String, IamRole> roles;

  /**
   * @param roles the role of an ARN, or null where there is none
   */
  public IdentityManagement(Function<String, IamRole> roles) {
    super("iam", Protocol.QUERY);
    this.roles = roles;
    on(
        GetRoleRequest.class,
        (c, q) ->
            List.of(
                new RequiredRight(
                    "iam:GetRole",
                    "arn:%s:iam::%s:role/%s".formatted(c.partition(), c.account(), q.roleName()))),
        this::role);
    on(
        SimulateCustomPolicyRequest.class,
        (c, q) -> List.of(new RequiredRight("iam:SimulateCustomPolicy", "*")),
        IdentityManagement::custom);
    on(
        SimulatePrincipalPolicyRequest.class,
        (c, q) -> List.of(new RequiredRight("iam:SimulatePrincipalPolicy", q.policySourceArn())),
        this::principal);
  }

  private static SimulateCustomPolicyResponse custom(
      CallerIdentity caller, SimulateCustomPolicyRequest q) {
    heeds(q, "PolicyInputList", "ActionNames", "ResourceArns", "ContextEntries");
    PolicyDocuments policies;
    try {
      policies = PolicyDocuments.of(q.policyInputList());
    } catch (InvalidPolicy e) {
      throw AwsFault.badRequest("InvalidInput", e.getMessage());
    }
    return SimulateCustomPolicyResponse.builder()
        .evaluationResults(results(policies, q.actionNames(), q.resourceArns(), q.contextEntries()))
        .isTruncated(false)
        .build();
  }

  private GetRoleResponse role(CallerIdentity caller, GetRoleRequest q) {
    String arn =
        "arn:%s:iam::%s:role/%s".formatted(caller.partition(), caller.account(), q.roleName());
    existing(arn);
    return GetRoleResponse.builder().role(r -> r.arn(arn).roleName(q.roleName()).path("/")).build();
  }

  private IamRole existing(String arn) {
    IamRole role = roles.apply(arn);
    if (role == null) {
      throw new AwsFault("NoSuchEntity", 404, "The role of " + arn + " is not there");
    }
    return role;
  }

  private SimulatePrincipalPolicyResponse principal(
      CallerIdentity caller, SimulatePrincipalPolicyRequest q) {
    heeds(q, "PolicySourceArn", "ActionNames", "ResourceArns", "ContextEntries");
    IamRole role = existing(q.policySourceArn());
    return SimulatePrincipalPolicyResponse.builder()
        .evaluationResults(
            results(
                PolicyDocuments.of(role), q.actionNames(), q.resourceArns(), q.contextEntries()))
        .isTruncated(false)
        .build();
  }

  private static List<EvaluationResult> results(
      PolicyDocuments policies,
      List<String> actions,
      List<String> resources,
      List<ContextEntry> context) {
    Map<String, String> keys = new LinkedHashMap<>();
    context.forEach(e -> keys.put(e.contextKeyName(), String.join(",", e.contextKeyValues())));
    List<EvaluationResult> results = new ArrayList<>();
    for (String action : actions) {
      for (String resource : resources.isEmpty() ? List.of("*") : resources) {
        results.add(
            EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(policies.decide(new RequiredRight(action, resource, keys)).word())
                .build());
      }
    }
    return results;
  }
}
