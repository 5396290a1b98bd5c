package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.iam.IamRole;
import awsemulator.iam.PolicyAuthorizer;
import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.json.StrictJson;

/** What the roles of the templates may do, read from their policies. */
class RightsTest {
  private static final StackDeployment STACK =
      Template.product(
          Map.of(
              "DecisionPage",
              "public",
              "MemberRoleName",
              "member",
              "NotifyTopics",
              "arn:aws:sns:us-east-1:111122223333:shop,arn:aws:sns:eu-west-1:444455556666:money",
              "NotifyAddresses",
              "shop@example.com",
              "DataPlaneSubnets",
              "subnet-1",
              "DataPlaneSecurityGroups",
              "sg-1",
              "DnsZone",
              "Z0123456789ABC"));

  /** With everything that can be chosen, and where names are long. */
  private static final StackDeployment LONGEST =
      SamTemplate.read(Template.PRODUCT)
          .resolve(
              Map.ofEntries(
                  Map.entry("MemberRoleName", "m".repeat(64)),
                  Map.entry("MemberRetireRoleName", "r".repeat(64)),
                  Map.entry("EndpointPath", "/" + "e".repeat(60)),
                  Map.entry("DnsZone", "Z".repeat(32)),
                  Map.entry("Chat", "yes"),
                  Map.entry("DecisionPage", "public"),
                  Map.entry("StopAlarm", "alarm"),
                  Map.entry("OrganizationId", "o-" + "o".repeat(32)),
                  Map.entry(
                      "EncryptionKeyArn",
                      "arn:aws-us-gov:kms:ap-southeast-2:111122223333:key/mrk-" + "0".repeat(32)),
                  Map.entry("ReportBucket", "b".repeat(63)),
                  Map.entry("DataPlaneSubnets", "subnet-1"),
                  Map.entry("DataPlaneSecurityGroups", "sg-1")),
              "111122223333",
              "ap-southeast-2",
              "aws-us-gov");

  /** Below 10,240, since a stack may have a longer name than the local one. */
  private static final int MOST_CHARACTERS = 9_500;

  private static final int MOST_OF_A_MANAGED_POLICY = 6_144;

  /** AWS offers no narrower resource for these ("Service Authorization Reference"). */
  private static final List<String> ANY_RESOURCE =
      List.of(
          "elasticache:(DescribeCacheEngineVersions|DescribeEvents)",
          "cloudwatch:GetMetricData",
          "logs:*LogDeliver*",
          "logs:(PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)",
          "application-autoscaling:Describe*",
          // The network interfaces of a function in a VPC, which Lambda makes, have no names
          // before.
          "ec2:(Create|Describe|Delete)NetworkInterfaces?|ec2:DescribeSubnets",
          "ec2:(A|Una)ssignPrivateIpAddresses",
          "ec2:DescribeSecurityGroups|ec2:DescribeRouteTables");

  /** A statement that allows, with the name of its role. */
  private record Grant(String role, Map<String, Object> statement) {
    List<String> actions() {
      return texts("Action");
    }

    List<String> texts(String element) {
      return Template.list(statement.get(element)).stream().map(Object::toString).toList();
    }

    boolean allows(String action) {
      return actions().contains(action);
    }

    boolean needsTag(String tag) {
      Map<String, Object> conditions = Template.map(statement.get("Condition"));
      return Template.map(conditions.get("Null")).get("aws:ResourceTag/" + tag) instanceof String s
          && s.equals("false");
    }
  }

  private static List<Grant> grants() {
    List<Grant> grants = new ArrayList<>();
    for (StackDeployment deployment : List.of(STACK, Template.member())) {
      for (IamRole role : deployment.roles()) {
        String name = role.arn().substring(role.arn().indexOf('/') + 1);
        role.statements().stream()
            .filter(s -> "Allow".equals(s.get("Effect")))
            .forEach(s -> grants.add(new Grant(name, s)));
      }
    }
    return grants;
  }

  private static List<Grant> allowing(String action) {
    return grants().stream().filter(g -> g.allows(action)).toList();
  }

  @Test
  void onlyTheRetiringRolesMayDeleteInElastiCache() {
    List<Grant> deleting =
        grants().stream()
            .filter(g -> g.actions().stream().anyMatch(a -> a.startsWith("elasticache:Delete")))
            .toList();

    assertThat(deleting)
        .extracting(Grant::role)
        .containsOnly("remediator-RetireRole", "ElastiCacheEncryptionMemberRetire");
  }

  /** Whoever could do both could put the tag on anything, and delete it. */
  @Test
  void whoMayDeleteMayNotTag() {
    Set<String> deleting =
        grants().stream()
            .filter(
                g ->
                    g.actions().stream()
                        .anyMatch(a -> a.matches("(elasticache|cloudwatch):Delete.*")))
            .map(Grant::role)
            .collect(Collectors.toSet());

    assertThat(deleting).isNotEmpty();
    assertThat(grants())
        .filteredOn(g -> deleting.contains(g.role()))
        .filteredOn(
            g ->
                g.actions().stream()
                    .anyMatch(a -> a.matches(".*(AddTags|RemoveTags|TagResource|UntagResource).*")))
        .isNotEmpty()
        .as("but a final snapshot, which gets the tags of its group")
        .allSatisfy(
            g ->
                assertThat(g.texts("Resource"))
                    .isNotEmpty()
                    .allMatch(resource -> resource.matches(".*:snapshot:[*]-(final|new)-[*]")));
  }

  /** They replace a whole row: no condition on attributes holds them. */
  @Test
  void nobodyMayWriteAWholeRowOfTheLedger() {
    assertThat(grants().stream().flatMap(g -> g.actions().stream()))
        .contains("dynamodb:UpdateItem")
        .noneMatch(a -> a.matches("dynamodb:(Put|Delete|BatchWrite|PartiQL|Transact).*"));
  }

  /**
   * "IAM and AWS STS quotas": 10,240 characters for all inline policies of a role, and 6,144 for a
   * managed policy, without white space.
   */
  @Test
  void thePoliciesOfEachRoleAreShortEnough() {
    List<Object> managed = new ArrayList<>();
    for (DeployedResource policy : LONGEST.ofType("AWS::IAM::ManagedPolicy")) {
      List<?> statements =
          Template.list(Template.map(policy.properties().get("PolicyDocument")).get("Statement"));
      assertThat(length(statements)).as(policy.logicalId()).isLessThan(MOST_OF_A_MANAGED_POLICY);
      managed.addAll(statements);
    }
    assertThat(managed).isNotEmpty();
    for (StackDeployment deployment : List.of(LONGEST, Template.member())) {
      for (IamRole role : deployment.roles()) {
        List<Object> inline = new ArrayList<>(role.statements());
        inline.removeAll(managed);
        assertThat(length(inline)).as(role.arn()).isLessThan(MOST_CHARACTERS);
      }
    }
  }

  private static int length(List<?> statements) {
    return (int)
        StrictJson.write(Map.of("Version", "2012-10-17", "Statement", statements))
            .chars()
            .filter(c -> !Character.isWhitespace(c))
            .count();
  }

  private static boolean allows(String role, RequiredRight need) {
    for (StackDeployment deployment : List.of(STACK, Template.member())) {
      for (IamRole each : deployment.roles()) {
        if (each.arn().endsWith("/" + role)) {
          PolicyAuthorizer authorizer = new PolicyAuthorizer();
          authorizer.add(each);
          try {
            authorizer.check(
                new CallerIdentity(each.arn(), each.arn().split(":", -1)[4], "eu-central-1"), need);
            return true;
          } catch (AwsFault e) {
            return false;
          }
        }
      }
    }
    throw new AssertionError("no role " + role);
  }

  @ParameterizedTest
  @CsvSource({"remediator-WorkflowRole, 111122223333", "ElastiCacheEncryptionMember, 444455556666"})
  void grantsOnKeysAreForAwsServicesOnly(String role, String account) {
    String key = "arn:aws:kms:eu-central-1:" + account + ":key/1";
    Map<String, String> by = Map.of("kms:ViaService", "elasticache.eu-central-1.amazonaws.com");
    Map<String, String> toElastiCache = new HashMap<>(by);
    toElastiCache.put("kms:GrantIsForAWSResource", "true");
    Map<String, String> toAnother = new HashMap<>(by);
    toAnother.put("kms:GrantIsForAWSResource", "false");

    assertThat(allows(role, new RequiredRight("kms:CreateGrant", key, toElastiCache))).isTrue();
    assertThat(allows(role, new RequiredRight("kms:CreateGrant", key, toAnother))).isFalse();
    assertThat(allows(role, new RequiredRight("kms:CreateGrant", key, by))).isFalse();
    assertThat(
            allows(
                role,
                new RequiredRight(
                    "kms:CreateGrant", key, Map.of("kms:GrantIsForAWSResource", "true"))))
        .isFalse();
    assertThat(allows(role, new RequiredRight("kms:DescribeKey", key, by))).isTrue();
  }

  /** "Using IAM policy conditions for fine-grained access control" of Route 53. */
  @ParameterizedTest
  @CsvSource({
    "UPSERT, CNAME, Z0123456789ABC, true",
    "DELETE, CNAME, Z0123456789ABC, false",
    "'UPSERT,CREATE', CNAME, Z0123456789ABC, false",
    "UPSERT, A, Z0123456789ABC, false",
    "UPSERT, 'CNAME,TXT', Z0123456789ABC, false",
    "UPSERT, CNAME, Z0123456789ABD, false"
  })
  void inTheHostedZoneOnlyNamesOfOtherHostsAreWritten(
      String action, String type, String zone, boolean allowed) {
    RequiredRight need =
        new RequiredRight(
            "route53:ChangeResourceRecordSets",
            "arn:aws:route53:::hostedzone/" + zone,
            Map.of(
                "route53:ChangeResourceRecordSetsActions", action,
                "route53:ChangeResourceRecordSetsRecordTypes", type));

    assertThat(allows("remediator-WorkflowRole", need)).isEqualTo(allowed);
    assertThat(allows("remediator-FindingRole", need)).isFalse();
  }

  @Test
  void groupsAndSnapshotsAreDeletedOnlyWithATagOfAFlow() {
    assertThat(allowing("elasticache:DeleteReplicationGroup"))
        .filteredOn(g -> g.texts("Resource").stream().anyMatch(r -> r.contains("replicationgroup")))
        .isNotEmpty()
        .allMatch(RightsTest::needsATag);
    assertThat(allowing("elasticache:DeleteSnapshot")).isNotEmpty().allMatch(RightsTest::needsATag);
  }

  private static boolean needsATag(Grant grant) {
    return grant.needsTag("elasticache-encryption:flow")
        || grant.needsTag("elasticache-encryption:replaced-by");
  }

  /** Whose owner is not listed cannot be told, whatever a tag says; nor by the other functions. */
  @Test
  void messagesGoToTheListedTopicsAndTheDeploymentsOwnOnly() {
    Map<String, Set<String>> topics = new TreeMap<>();
    allowing("sns:Publish")
        .forEach(
            g ->
                topics.computeIfAbsent(g.role(), _ -> new TreeSet<>()).addAll(g.texts("Resource")));
    String own = "arn:aws:sns:eu-central-1:111122223333:remediator-";
    Set<String> told =
        Set.of(
            own + "Notices",
            own + "OwnerNotices",
            "arn:aws:sns:us-east-1:111122223333:shop",
            "arn:aws:sns:eu-west-1:444455556666:money");

    assertThat(topics)
        .isEqualTo(
            Map.of(
                "remediator-FindingRole", told,
                "remediator-WorkflowRole", told,
                "remediator-ReconcileRole", Set.of(own + "Notices")));
    assertThat(allowing("sns:ListSubscriptionsByTopic"))
        .hasSize(2)
        .allSatisfy(g -> assertThat(g.texts("Resource")).containsExactly(own + "OwnerNotices"));
    assertThat(Template.product(Map.of()).resources())
        .doesNotContainKeys("OwnersAreTold", "OwnerNotices");
  }

  @Test
  void noActionIsAPattern() {
    assertThat(grants()).allSatisfy(g -> assertThat(g.actions()).noneMatch(a -> a.contains("*")));
  }

  @Test
  void everyResourceIsNamedWhereAwsCanTellThemApart() {
    List<String> tooFar =
        grants().stream()
            .filter(g -> g.texts("Resource").contains("*"))
            .flatMap(g -> g.actions().stream())
            .filter(action -> ANY_RESOURCE.stream().noneMatch(p -> matches(p, action)))
            .toList();

    assertThat(tooFar).as("actions on every resource").isEmpty();
  }

  private static boolean matches(String pattern, String action) {
    return action.matches(pattern.replace("*", ".*"));
  }

  @Test
  void nobodyWhoUpdatesFindingsMayResolveOrSuppressThem() {
    for (StackDeployment deployment : List.of(STACK, Template.member())) {
      for (IamRole role : deployment.roles()) {
        List<String> effects =
            role.statements().stream()
                .filter(s -> s.get("Action").toString().contains("BatchUpdateFindings"))
                .map(s -> s.get("Effect") + " " + s.getOrDefault("Condition", ""))
                .toList();
        if (!effects.isEmpty()) {
          assertThat(effects)
              .as(role.arn())
              .anyMatch(e -> e.startsWith("Deny") && e.contains("Workflow.Status=[RESOLVED, SUPP"))
              .anyMatch(e -> e.startsWith("Deny") && e.contains("StatusId=[3, 4, 5]"));
        }
      }
    }
  }

  @Test
  void everyRoleOfTheStackIsForOneServiceAndUsedOnce() {
    assertThat(STACK.roles())
        .allSatisfy(
            role ->
                assertThat(role.trust().toString())
                    .containsPattern(
                        "Principal=\\{Service=(lambda|states|events)\\.amazonaws\\.com\\}")
                    .contains("aws:SourceAccount="));
    List<String> used = new ArrayList<>();
    STACK.functions().forEach(f -> used.add(f.roleArn()));
    STACK.machines().forEach(m -> used.add(m.roleArn()));
    STACK.ofType("AWS::Events::Rule").stream()
        .flatMap(rule -> Template.list(rule.properties().get("Targets")).stream())
        .map(target -> Template.map(target).get("RoleArn"))
        .filter(Objects::nonNull)
        .forEach(role -> used.add(role.toString()));
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(STACK.roles().stream().map(IamRole::arn).toList());
  }

  /** aws/aws-parallelcluster #6926: Lambda makes no function in a VPC with such a role. */
  @Test
  void aFunctionInTheVpcIsTrustedByItsAccountAloneAndTheOthersByTheirOwnName() {
    STACK
        .functions()
        .forEach(
            f -> {
              String trust = trust(f.roleArn());
              if (f.logicalId().equals("DataPlaneFunction")) {
                assertThat(trust).doesNotContain("aws:SourceArn");
              } else {
                assertThat(trust).contains("ArnLike={aws:SourceArn=" + f.arn() + "*}");
              }
            });
    STACK
        .machines()
        .forEach(
            m ->
                assertThat(trust(m.roleArn()))
                    .contains("ArnEquals={aws:SourceArn=" + m.arn() + "}"));
  }

  private static String trust(String roleArn) {
    return STACK.roles().stream()
        .filter(role -> role.arn().equals(roleArn))
        .findFirst()
        .orElseThrow()
        .trust()
        .toString();
  }

  @Test
  void noRightIsLeftOfOtherAccountsWithoutAMemberRole() {
    assertThat(allowing("sts:AssumeRole")).isNotEmpty();
    assertThat(Template.product(Map.of()).roles())
        .allSatisfy(r -> assertThat(r.statements().toString()).doesNotContain("sts:AssumeRole"));
  }
}
