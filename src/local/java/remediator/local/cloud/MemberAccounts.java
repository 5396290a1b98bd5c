package remediator.local.cloud;

import awsemulator.elasticache.fleet.Fleet;
import awsemulator.iam.PolicyAuthorizer;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import remediator.aws.AccountRegion;

/** Deploys the member roles in every account of the fleet but the product's own. */
public final class MemberAccounts {
  private static final SamTemplate TEMPLATE =
      SamTemplate.read(Path.of("src/main/cloudformation/member-role.yaml"));

  private final PolicyAuthorizer authorizer;
  private final StackDeployment product;
  private final AccountRegion home;
  private final String organization;

  /**
   * @param organization the value of the template's parameter OrganizationId
   */
  public MemberAccounts(
      PolicyAuthorizer authorizer,
      StackDeployment product,
      AccountRegion home,
      String organization) {
    this.home = home;
    this.organization = organization;
    this.authorizer = authorizer;
    this.product = product;
  }

  public void addAll(Fleet fleet) {
    // Account to partition: one deployment an account.
    Map<String, String> accounts = new TreeMap<>();
    fleet
        .groups()
        .forEach(
            g -> {
              String[] arn = g.arn().split(":", -1);
              if (arn[1].equals(home.partition())) {
                accounts.put(arn[4], arn[1]);
              }
            });
    accounts.remove(home.account());
    accounts.forEach(this::deploy);
  }

  private void deploy(String account, String partition) {
    String roles =
        String.join(
            ",",
            product.outputs().get("FindingRoleArn"),
            product.outputs().get("TlsRollbackRoleArn"),
            product.outputs().get("WorkflowRoleArn"),
            product.outputs().get("ReconcileRoleArn"));
    Map<String, String> parameters = new TreeMap<>(settings());
    parameters.put("RemediatorAccount", home.account());
    parameters.put("OrganizationId", organization);
    parameters.put("RemediatorRoleArns", roles);
    parameters.put("RetireRoleArn", product.outputs().get("RetireRoleArn"));
    TEMPLATE
        .resolve(parameters, account, home.region(), partition)
        .roles()
        .forEach(authorizer::add);
  }

  /** The same as in the product's own stack. */
  private Map<String, String> settings() {
    Map<String, String> environment = product.functions().getFirst().environment();
    String role = environment.getOrDefault("MEMBER_ROLE_NAME", "");
    return role.isEmpty()
        ? Map.of()
        : Map.of("RoleName", role, "EndpointPath", environment.get("ENDPOINT_PATH"));
  }
}
