package remediator.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;

class PolicyAuthorizerTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Workflow";
  private static final String GROUP =
      "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:orders";
  private static final Caller CALLER = new Caller(ROLE, "111122223333", "eu-central-1");

  private static Map<String, Object> allow(Object action, Object resource) {
    return Map.of("Effect", "Allow", "Action", action, "Resource", resource);
  }

  private static Map<String, Object> allowIf(Map<String, Object> condition) {
    return Map.of(
        "Effect", "Allow", "Action", "elasticache:*", "Resource", "*", "Condition", condition);
  }

  private static PolicyAuthorizer authorizer(List<Map<String, Object>> statements) {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    authorizer.add(new Role(ROLE, statements, List.of(), trust(Map.of())));
    return authorizer;
  }

  private static Map<String, Object> trust(Map<String, Object> condition) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        Map.of(
            "Effect",
            "Allow",
            "Principal",
            Map.of("Service", "lambda.amazonaws.com", "AWS", "arn:aws:iam::444455556666:root"),
            "Action",
            "sts:AssumeRole",
            "Condition",
            condition));
  }

  private static boolean allows(PolicyAuthorizer authorizer, Need need) {
    try {
      authorizer.check(CALLER, need);
      return true;
    } catch (AwsFault e) {
      return false;
    }
  }

  @Test
  void whatNothingAllowsIsDeniedInAwssWords() {
    PolicyAuthorizer authorizer = authorizer(List.of(allow("elasticache:Describe*", "*")));

    assertThatThrownBy(
            () -> authorizer.check(CALLER, new Need("elasticache:DeleteReplicationGroup", GROUP)))
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

    assertThat(allows(authorizer, new Need("elasticache:DescribeReplicationGroups", "*"))).isTrue();
    assertThat(allows(authorizer, new Need("elasticache:DescribeSnapshots", "*"))).isFalse();
  }

  @Test
  void resourcesMatchPartByPartOfTheArn() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allow("elasticache:*", "arn:aws:elasticache:*:111122223333:replicationgroup:o*")));

    assertThat(allows(authorizer, new Need("elasticache:X", GROUP))).isTrue();
    assertThat(allows(authorizer, new Need("elasticache:X", GROUP.replace("orders", "carts"))))
        .isFalse();
    assertThat(allows(authorizer, new Need("elasticache:X", GROUP.replace("1111", "2222"))))
        .isFalse();
    assertThat(allows(authorizer, new Need("elasticache:X", "*"))).isFalse();
  }

  @Test
  void anExplicitDenyWinsWhereverItStands() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allow("*", "*"),
                Map.of("Effect", "Deny", "Action", "elasticache:Delete*", "Resource", "*")));

    assertThat(allows(authorizer, new Need("elasticache:ModifyReplicationGroup", GROUP))).isTrue();
    assertThatThrownBy(
            () -> authorizer.check(CALLER, new Need("elasticache:DeleteSnapshot", GROUP)))
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

    assertThat(allows(authorizer, new Need("elasticache:X", "*"))).isTrue();
    assertThat(allows(authorizer, new Need("sns:Publish", GROUP))).isTrue();
    assertThat(allows(authorizer, new Need("sns:Publish", "arn:aws:sns:eu-central-1:1:t")))
        .isFalse();
  }

  @Test
  void conditionsCompareTheRequestsContext() {
    Map<String, Object> like = Map.of("StringLike", Map.of("aws:ResourceTag/team", "shop-*"));
    PolicyAuthorizer authorizer = authorizer(List.of(allowIf(like)));

    assertThat(allows(authorizer, tagged("shop-eu"))).isTrue();
    assertThat(allows(authorizer, tagged("bank"))).isFalse();
    assertThat(allows(authorizer, new Need("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void ifExistsAndNegatedOperatorsHoldWithoutTheKey() {
    Need bare = new Need("elasticache:X", GROUP);

    assertThat(
            allows(
                authorizer(
                    List.of(
                        allowIf(
                            Map.of(
                                "StringEqualsIfExists", Map.of("aws:ResourceTag/team", "shop"))))),
                bare))
        .isTrue();
    PolicyAuthorizer negated =
        authorizer(
            List.of(allowIf(Map.of("StringNotEquals", Map.of("aws:ResourceTag/team", "bank")))));
    assertThat(allows(negated, bare)).isTrue();
    assertThat(allows(negated, tagged("bank"))).isFalse();
  }

  @Test
  void nullAsksWhetherTheKeyIsThere() {
    PolicyAuthorizer authorizer =
        authorizer(List.of(allowIf(Map.of("Null", Map.of("aws:ResourceTag/team", "false")))));

    assertThat(allows(authorizer, tagged("any"))).isTrue();
    assertThat(allows(authorizer, new Need("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void setOperatorsLookAtEachValue() {
    Map<String, Object> tagKeys = Map.of("aws:TagKeys", List.of("team", "owner"));
    PolicyAuthorizer all =
        authorizer(List.of(allowIf(Map.of("ForAllValues:StringEquals", tagKeys))));
    PolicyAuthorizer any =
        authorizer(List.of(allowIf(Map.of("ForAnyValue:StringEquals", tagKeys))));

    assertThat(allows(all, tagKeys("team,owner"))).isTrue();
    assertThat(allows(all, tagKeys("team,cost"))).isFalse();
    assertThat(allows(any, tagKeys("team,cost"))).isTrue();
    assertThat(allows(any, tagKeys("cost"))).isFalse();
    assertThat(allows(all, new Need("elasticache:X", GROUP))).isTrue();
    assertThat(allows(any, new Need("elasticache:X", GROUP))).isFalse();
  }

  @Test
  void numbersAndBooleansAreComparedAsSuch() {
    PolicyAuthorizer authorizer =
        authorizer(
            List.of(
                allowIf(
                    Map.of(
                        "NumericLessThanEquals",
                        Map.of("elasticache:SnapshotRetentionLimit", 9),
                        "Bool",
                        Map.of("aws:SecureTransport", true)))));

    assertThat(allows(authorizer, keep("9.0"))).isTrue();
    assertThat(allows(authorizer, keep("10"))).isFalse();
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
                        new Role(ROLE, List.of(), List.of("AdministratorAccess"), trust(Map.of()))))
        .hasMessageContaining("AdministratorAccess");
    assertThatThrownBy(
            () -> authorizer(List.of(Map.of("Effect", "Allow", "Actoin", "x", "Resource", "*"))))
        .hasMessageContaining("Actoin");
  }

  @Test
  void theBasicExecutionRoleAllowsLogsOnly() {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    String policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    authorizer.add(new Role(ROLE, List.of(), List.of(policy), trust(Map.of())));

    assertThat(allows(authorizer, new Need("logs:PutLogEvents", "*"))).isTrue();
    assertThat(allows(authorizer, new Need("sns:Publish", "*"))).isFalse();
  }

  @Test
  void anOperatorMayDoEverythingAndAnUnknownRoleNothing() {
    PolicyAuthorizer authorizer = authorizer(List.of());
    Need need = new Need("sns:Publish", "*");

    assertThatCode(
            () ->
                authorizer.check(new Caller(Caller.OPERATOR, "111122223333", "eu-central-1"), need))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> authorizer.check(new Caller(ROLE + "X", "111122223333", "eu-central-1"), need))
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

    authorizer.check(CALLER, new Need("elasticache:DescribeReplicationGroups", GROUP));

    assertThat(authorizer.usage().get(ROLE))
        .containsOnly(
            Map.entry("Groups: elasticache:Describe*", Set.of(GROUP)),
            Map.entry("Groups: elasticache:DeleteReplicationGroup", Set.of()));
  }

  @Test
  void aRoleIsAssumedByThoseItTrusts() {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    Map<String, Object> condition =
        Map.of(
            "StringEquals",
            Map.of("sts:ExternalId", "remediator"),
            "ArnLike",
            Map.of("aws:PrincipalArn", "arn:aws:iam::*:role/remediator-*"));
    authorizer.add(new Role(ROLE, List.of(), List.of(), trust(condition)));
    String trusted = "arn:aws:iam::444455556666:role/remediator-workflow";
    Map<String, String> id = Map.of("sts:ExternalId", "remediator");

    assertThat(authorizer.mayAssume(trusted, ROLE, id)).isTrue();
    assertThat(authorizer.mayAssume(trusted, ROLE, Map.of())).isFalse();
    assertThat(authorizer.mayAssume(trusted.replace("remediator-", ""), ROLE, id)).isFalse();
    assertThat(authorizer.mayAssume(trusted.replace("4444", "7777"), ROLE, id)).isFalse();
    assertThat(authorizer.mayAssume(trusted, ROLE + "X", id)).isFalse();
  }

  @Test
  void aServiceAssumesARoleThatNamesIt() {
    PolicyAuthorizer authorizer = authorizer(List.of());

    assertThat(authorizer.mayAssume("lambda.amazonaws.com", ROLE, Map.of())).isTrue();
    assertThat(authorizer.mayAssume("states.amazonaws.com", ROLE, Map.of())).isFalse();
  }

  private static Need tagged(String team) {
    return new Need("elasticache:X", GROUP, Map.of("aws:resourceTag/team", team));
  }

  private static Need tagKeys(String keys) {
    return new Need("elasticache:X", GROUP, Map.of("aws:TagKeys", keys));
  }

  private static Need keep(String days) {
    return new Need("elasticache:X", GROUP, Map.of("elasticache:SnapshotRetentionLimit", days));
  }
}
