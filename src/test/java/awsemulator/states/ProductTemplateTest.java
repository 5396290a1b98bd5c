package awsemulator.states;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.events.EventRules;
import awsemulator.iam.IamRole;
import awsemulator.iam.PolicyAuthorizer;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateRule;
import awsemulator.time.VirtualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The local cloud knows everything that the product's own templates and machines use. */
class ProductTemplateTest {
  private static StackDeployment deploy(Map<String, String> parameters) {
    return SamTemplate.read(Path.of("template.yaml"))
        .resolve(parameters, "111122223333", "eu-central-1", "aws");
  }

  private static void load(StackDeployment deployment) {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    deployment.roles().forEach(authorizer::add);
    new EventRules(deployment.rules());
    StateMachines machines =
        new StateMachines(
            new VirtualClock(Instant.EPOCH), (function, payload) -> "null", authorizer);
    deployment
        .machines()
        .forEach(m -> machines.deploy(m.arn(), m.roleArn(), m.definition(), m.substitutions()));
  }

  @Test
  void theTemplateDeploysWithItsDefaults() {
    StackDeployment deployment = deploy(Map.of());

    load(deployment);
    assertThat(deployment.functions()).hasSize(6);
    assertThat(deployment.machines()).hasSize(4);
    assertThat(deployment.tables()).hasSize(1);
    assertThat(deployment.rules()).allMatch(TemplateRule::enabled);
  }

  @Test
  void theTemplateDeploysWithEveryOption() {
    String key = "arn:aws:kms:eu-central-1:111122223333:key/1234";
    StackDeployment deployment =
        deploy(
            Map.of(
                "NotificationEmail", "owner@example.com",
                "MemberRoleName", "member",
                "KmsKey", key,
                "DataPlaneSubnets", "subnet-1,subnet-2",
                "DataPlaneSecurityGroups", "sg-1",
                "DecisionPage", "public",
                "FindingSource", "v2"));

    load(deployment);
    assertThat(deployment.rules()).anyMatch(rule -> !rule.enabled());
    assertThat(deployment.functions()).hasSize(8);
    assertThat(deployment.machines()).hasSize(5);
  }

  @Test
  void everyFunctionAndMachineHasARoleOfTheTemplate() {
    StackDeployment deployment = deploy(Map.of());
    List<String> roles = deployment.roles().stream().map(role -> role.arn()).toList();

    assertThat(deployment.functions()).allMatch(f -> roles.contains(f.roleArn()));
    assertThat(deployment.machines()).allMatch(m -> roles.contains(m.roleArn()));
  }

  /** Each the other's way in is closed: only what deletes gets to the right to delete. */
  @Test
  void eachMemberRoleTrustsTheRemediatorsRolesThatNeedIt() {
    String workflow = "arn:aws:iam::111122223333:role/remediator-WorkflowRole";
    String retire = "arn:aws:iam::111122223333:role/remediator-RetireRole";
    StackDeployment member =
        SamTemplate.read(Path.of("src/main/cloudformation/member-role.yaml"))
            .resolve(
                Map.of(
                    "RemediatorAccount", "111122223333",
                    "RemediatorRoleArns", workflow,
                    "RetireRoleArn", retire),
                "444455556666",
                "eu-central-1",
                "aws");
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    member.roles().forEach(authorizer::add);
    String working = "arn:aws:iam::444455556666:role/ElastiCacheEncryptionMember";
    String deleting = working + "Retire";

    assertThat(member.roles()).extracting(IamRole::arn).containsExactly(working, deleting);
    assertThat(authorizer.mayAssume(workflow, working, Map.of())).isTrue();
    assertThat(authorizer.mayAssume(retire, working, Map.of())).isFalse();
    assertThat(authorizer.mayAssume(workflow, deleting, Map.of())).isFalse();
    assertThat(authorizer.mayAssume(retire, deleting, Map.of())).isTrue();
    assertThat(authorizer.mayAssume(workflow + "2", working, Map.of())).isFalse();
    assertThat(authorizer.mayAssume(retire + "2", deleting, Map.of())).isFalse();
  }
}
