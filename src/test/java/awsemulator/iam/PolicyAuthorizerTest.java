package awsemulator.iam;

import static awsemulator.iam.Policies.CALLER;
import static awsemulator.iam.Policies.GROUP;
import static awsemulator.iam.Policies.ROLE;
import static awsemulator.iam.Policies.allow;
import static awsemulator.iam.Policies.allowIf;
import static awsemulator.iam.Policies.allows;
import static awsemulator.iam.Policies.authorizer;
import static awsemulator.iam.Policies.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyAuthorizerTest {
  @Test
  void whatNothingAllowsIsDeniedInAwssWords() {
    PolicyAuthorizer authorizer = authorizer(List.of(allow("elasticache:Describe*", "*")));

    assertThatThrownBy(
            () ->
                authorizer.check(
                    CALLER, new RequiredRight("elasticache:DeleteReplicationGroup", GROUP)))
        .isInstanceOf(AwsFault.class)
        .hasMessage(
            "User: arn:aws:sts::111122223333:assumed-role/Workflow/local is not authorized to"
                + " perform: elasticache:DeleteReplicationGroup on resource: "
                + GROUP
                + " because no identity-based policy allows the"
                + " elasticache:DeleteReplicationGroup action")
        .satisfies(e -> assertThat(((AwsFault) e).status()).isEqualTo(403))
        .satisfies(e -> assertThat(((AwsFault) e).code()).isEqualTo("AccessDenied"));
  }

  @Test
  void actionsMatchByWildcardAndWithoutRegardToCase() {
    PolicyAuthorizer authorizer =
        authorizer(List.of(allow("ElastiCache:describe?eplication*", "*")));

    assertThat(allows(authorizer, new RequiredRight("elasticache:DescribeReplicationGroups", "*")))
        .isTrue();
    assertThat(allows(authorizer, new RequiredRight("elasticache:DescribeSnapshots", "*")))
        .isFalse();
  }

  @Test
  void resourcesMatchPartByPartOfTheArn() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allow("elasticache:*", "arn:aws:elasticache:*:111122223333:replicationgroup:o*")));

    assertThat(allows(authorizer, new RequiredRight("elasticache:X", GROUP))).isTrue();
    assertThat(
            allows(
                authorizer, new RequiredRight("elasticache:X", GROUP.replace("orders", "carts"))))
        .isFalse();
    assertThat(
            allows(authorizer, new RequiredRight("elasticache:X", GROUP.replace("1111", "2222"))))
        .isFalse();
    assertThat(allows(authorizer, new RequiredRight("elasticache:X", "*"))).isFalse();
  }

  @Test
  void anExplicitDenyWinsWhereverItStands() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allow("*", "*"),
                Map.of("Effect", "Deny", "Action", "elasticache:Delete*", "Resource", "*")));

    assertThat(allows(authorizer, new RequiredRight("elasticache:ModifyReplicationGroup", GROUP)))
        .isTrue();
    assertThatThrownBy(
            () -> authorizer.check(CALLER, new RequiredRight("elasticache:DeleteSnapshot", GROUP)))
        .hasMessageEndingWith("with an explicit deny in an identity-based policy");
  }

  @Test
  void theNotFormsCoverEverythingElse() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allow("*", "*"),
                Map.of(
                    "Effect",
                    "Deny",
                    "NotAction",
                    "elasticache:*",
                    "NotResource",
                    List.of(GROUP))));

    assertThat(allows(authorizer, new RequiredRight("elasticache:X", "*"))).isTrue();
    assertThat(allows(authorizer, new RequiredRight("sns:Publish", GROUP))).isTrue();
    assertThat(allows(authorizer, new RequiredRight("sns:Publish", "arn:aws:sns:eu-central-1:1:t")))
        .isFalse();
  }

  @Test
  void whatIsNotKnownIsRefusedWhenItIsLoaded() {
    assertThatThrownBy(
            () ->
                authorizer(
                    List.of(allowIf(Map.of("DateLessThan", Map.of("aws:CurrentTime", "x"))))))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining(ROLE)
        .hasMessageContaining("DateLessThan");
    assertThatThrownBy(
            () ->
                new PolicyAuthorizer()
                    .add(
                        new IamRole(
                            ROLE, List.of(), List.of("AdministratorAccess"), trust(Map.of()))))
        .hasMessageContaining("AdministratorAccess");
    assertThatThrownBy(
            () -> authorizer(List.of(Map.of("Effect", "Allow", "Actoin", "x", "Resource", "*"))))
        .hasMessageContaining("Actoin");
  }

  @Test
  void theBasicExecutionRoleAllowsLogsOnly() {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    String policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    authorizer.add(new IamRole(ROLE, List.of(), List.of(policy), trust(Map.of())));

    assertThat(allows(authorizer, new RequiredRight("logs:PutLogEvents", "*"))).isTrue();
    assertThat(allows(authorizer, new RequiredRight("sns:Publish", "*"))).isFalse();
  }

  @Test
  void anOperatorMayDoEverythingAndAnUnknownRoleNothing() {
    PolicyAuthorizer authorizer = authorizer(List.of());
    RequiredRight need = new RequiredRight("sns:Publish", "*");

    assertThatCode(
            () ->
                authorizer.check(
                    new CallerIdentity(CallerIdentity.OPERATOR, "111122223333", "eu-central-1"),
                    need))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                authorizer.check(
                    new CallerIdentity(ROLE + "X", "111122223333", "eu-central-1"), need))
        .isInstanceOf(AwsFault.class);
  }

  @Test
  void usageTellsWhichRightsWereUsedAndWhichNever() {
    Map<String, Object> statement =
        Map.of(
            "Sid",
            "Groups",
            "Effect",
            "Allow",
            "Action",
            List.of("elasticache:Describe*", "elasticache:DeleteReplicationGroup"),
            "Resource",
            "*");
    PolicyAuthorizer authorizer = authorizer(List.of(statement));

    authorizer.check(CALLER, new RequiredRight("elasticache:DescribeReplicationGroups", GROUP));

    assertThat(authorizer.usage().get(ROLE))
        .containsOnly(
            Map.entry("Groups: elasticache:Describe*", Set.of(GROUP)),
            Map.entry("Groups: elasticache:DeleteReplicationGroup", Set.of()));
  }
}
