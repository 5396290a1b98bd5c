package remediator.live.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.iam.PolicyAuthorizer;
import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.tree.CfnYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import remediator.live.core.ProductFiles;

/** The StackSet that brings the member roles to every account of an organisation. */
class OrganisationTemplateTest {
  private static final Path ORGANISATION = Path.of("src/main/cloudformation/organisation.yaml");
  private static final StackDeployment PRODUCT =
      SamTemplate.read(ProductFiles.TEMPLATE)
          .resolve(
              Map.of("MemberRoleName", "ElastiCacheEncryptionMember"),
              "111122223333",
              "eu-central-1",
              "aws");

  private static final Map<String, String> GIVEN =
      Map.of(
          "OrganizationalUnitIds",
          "ou-abcd-11111111,ou-abcd-22222222",
          "RemediatorAccount",
          "111122223333",
          "RemediatorRoleArns",
          String.join(
              ",",
              output("FindingRoleArn"),
              output("TlsRollbackRoleArn"),
              output("WorkflowRoleArn"),
              output("ReconcileRoleArn")),
          "RetireRoleArn",
          output("RetireRoleArn"));

  private static String output(String name) {
    return PRODUCT.outputs().get(name);
  }

  private static DeployedResource stackSet() {
    return SamTemplate.read(ORGANISATION)
        .resolve(GIVEN, "999900001111", "eu-central-1", "aws")
        .ofType("AWS::CloudFormation::StackSet")
        .getFirst();
  }

  private static Map<String, String> passed() {
    Map<String, String> passed = new TreeMap<>();
    ((List<?>) stackSet().properties().get("Parameters"))
        .forEach(
            p ->
                passed.put(
                    String.valueOf(map(p).get("ParameterKey")),
                    String.valueOf(map(p).get("ParameterValue"))));
    return passed;
  }

  private static Map<String, Object> parameters(Path template) throws IOException {
    return map(map(CfnYaml.read(Files.readString(template))).get("Parameters"));
  }

  @SuppressWarnings("unchecked") // the keys of a template are strings
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @Test
  void itPassesEveryParameterOfTheMemberRolesWithTheSameDefault() throws IOException {
    Map<String, Object> member = parameters(ProductFiles.MEMBER_TEMPLATE);
    Map<String, Object> organisation = parameters(ORGANISATION);

    assertThat(passed().keySet()).containsExactlyInAnyOrderElementsOf(member.keySet());
    assertThat(member)
        .allSatisfy(
            (name, declared) ->
                assertThat(map(organisation.get(name)).get("Default"))
                    .as(name)
                    .isEqualTo(map(declared).get("Default")));
  }

  @Test
  void theTemplateThatItDeploysIsTheMemberRolesOwnAndSmallEnough() throws IOException {
    Path member =
        ORGANISATION.resolveSibling(String.valueOf(stackSet().properties().get("TemplateURL")));

    assertThat(member).isEqualTo(ProductFiles.MEMBER_TEMPLATE);
    // Quotas of CloudFormation, "Template body size in an Amazon S3 object".
    assertThat(Files.size(member)).isLessThan(1_000_000);
  }

  /** With what the StackSet passes, in an account of the organisation. */
  @Test
  void theRolesTrustTheRemediatorsRolesAndNoOthers() {
    StackDeployment member =
        SamTemplate.read(ProductFiles.MEMBER_TEMPLATE)
            .resolve(passed(), "444455556666", "eu-central-1", "aws");
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    member.roles().forEach(authorizer::add);
    String working = "arn:aws:iam::444455556666:role/ElastiCacheEncryptionMember";
    String deleting = working + "Retire";

    assertThat(List.of("Finding", "TlsRollback", "Workflow", "Reconcile"))
        .allSatisfy(
            role -> {
              String arn = output(role + "RoleArn");
              assertThat(authorizer.mayAssume(arn, working, Map.of())).isTrue();
              assertThat(authorizer.mayAssume(arn, deleting, Map.of())).isFalse();
            });
    assertThat(authorizer.mayAssume(output("RetireRoleArn"), deleting, Map.of())).isTrue();
    assertThat(authorizer.mayAssume(output("RetireRoleArn"), working, Map.of())).isFalse();
  }

  /** "Service-managed permissions", StackSets concepts: Organizations makes the roles it needs. */
  @Test
  void accountsGetTheRolesWhenTheyJoinAndLoseThemWhenTheyLeave() {
    Map<String, Object> set = stackSet().properties();

    assertThat(set)
        .containsEntry("PermissionModel", "SERVICE_MANAGED")
        .containsEntry("Capabilities", List.of("CAPABILITY_NAMED_IAM"))
        .containsEntry("CallAs", "DELEGATED_ADMIN");
    assertThat(map(set.get("AutoDeployment")))
        .hasToString("{Enabled=true, RetainStacksOnAccountRemoval=false}");
    assertThat(set.get("StackInstancesGroup"))
        .hasToString(
            "[{DeploymentTargets={OrganizationalUnitIds=[ou-abcd-11111111, ou-abcd-22222222]},"
                + " Regions=[eu-central-1]}]");
  }
}
