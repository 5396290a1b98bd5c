package remediator.standard;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.iam.IamRole;
import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.build.Template;

/**
 * The stack is held to what it asks of others: each resource of a type, whatever it is called, so
 * that one that is added later is held to it too.
 */
class StackStandardTest {
  private static final String KEY =
      "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
  private static final String ORGANIZATION = "o-exampleorgid";
  private static final StackDeployment PLAIN = deployed(Map.of());
  private static final StackDeployment KEYED = deployed(Map.of("EncryptionKeyArn", KEY));

  /** What keeps nothing, or nothing of its own, besides the types that tests here look at. */
  private static final Set<String> KEEPS_NOTHING =
      Set.of(
          "AWS::AppConfig::Application",
          "AWS::AppConfig::ConfigurationProfile",
          "AWS::AppConfig::HostedConfigurationVersion",
          "AWS::CloudTrail::Trail",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Events::Rule",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Url",
          "AWS::Logs::MetricFilter",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::SSM::Parameter");

  private static final Set<String> ENCRYPTED =
      Set.of(
          "AWS::DynamoDB::Table",
          "AWS::Logs::LogGroup",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue",
          "AWS::SecretsManager::Secret",
          "AWS::Serverless::Function");

  /** Step Functions encrypts executions by its own key; SAM knows no other for it. */
  private static final String MACHINE = "AWS::Serverless::StateMachine";

  /** With everything that can be chosen. */
  private static StackDeployment deployed(Map<String, String> parameters) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "DecisionPage", "public",
                "Chat", "yes",
                "NotificationEmail", "owner@example.com",
                "AlarmEmail", "a@example.com",
                "StopAlarm", "an-alarm",
                "MemberRoleName", "member",
                "DataPlaneSubnets", "subnet-1",
                "DataPlaneSecurityGroups", "sg-1"));
    all.put("NotifyAddresses", "team@example.com");
    all.put("ConsoleTrailBucket", "trails");
    all.putAll(parameters);
    return Template.product(all);
  }

  /** All of a type, at least so many. */
  private static List<DeployedResource> all(StackDeployment stack, String type, int least) {
    List<DeployedResource> all = stack.ofType(type);
    assertThat(all).as(type).hasSizeGreaterThanOrEqualTo(least);
    return all;
  }

  private static Map<String, Object> only(DeployedResource one, String... names) {
    Map<String, Object> some = new HashMap<>();
    Stream.of(names)
        .filter(one.properties()::containsKey)
        .forEach(name -> some.put(name, one.properties().get(name)));
    return some;
  }

  @Test
  void everyTypeIsKnownToKeepNothingOrIsLookedAtHere() {
    assertThat(PLAIN.resources().values())
        .extracting(DeployedResource::type)
        .allMatch(t -> KEEPS_NOTHING.contains(t) || ENCRYPTED.contains(t) || t.equals(MACHINE));
  }

  /**
   * The console tells the widget nobody's identity, so CloudTrail does, where a bucket is named.
   */
  @Test
  void whoInvokesTheWidgetIsOnRecordAndNothingElseIsPaidFor() {
    String widget =
        PLAIN.functions().stream()
            .filter(f -> f.logicalId().equals("ConsoleFunction"))
            .findFirst()
            .orElseThrow()
            .arn();
    assertThat(all(PLAIN, "AWS::CloudTrail::Trail", 1))
        .singleElement()
        .satisfies(
            trail ->
                assertThat(trail.properties())
                    .containsEntry("IsLogging", true)
                    .containsEntry("EnableLogFileValidation", true)
                    .containsEntry(
                        "AdvancedEventSelectors",
                        List.of(
                            Map.of(
                                "Name",
                                "Invocations of the widget's function",
                                "FieldSelectors",
                                List.of(
                                    Map.of("Field", "eventCategory", "Equals", List.of("Data")),
                                    Map.of(
                                        "Field",
                                        "resources.type",
                                        "Equals",
                                        List.of("AWS::Lambda::Function")),
                                    Map.of(
                                        "Field", "resources.ARN", "Equals", List.of(widget)))))));
    assertThat(Template.product(Map.of()).ofType("AWS::CloudTrail::Trail")).isEmpty();
  }

  @Test
  void everyTableIsProtectedFromDeletionAndCanBePutBackInTime() {
    assertThat(all(PLAIN, "AWS::DynamoDB::Table", 1))
        .allSatisfy(
            table ->
                assertThat(table.properties())
                    .containsEntry("DeletionProtectionEnabled", true)
                    .containsEntry(
                        "PointInTimeRecoverySpecification",
                        Map.of("PointInTimeRecoveryEnabled", true)));
    assertThat(written("AWS::DynamoDB::Table"))
        .allSatisfy(
            table ->
                assertThat(table)
                    .containsEntry("DeletionPolicy", "Retain")
                    .containsEntry("UpdateReplacePolicy", "Retain"));
  }

  /** As the template has them, with what is no property. */
  private static List<Map<String, Object>> written(String type) {
    List<Map<String, Object>> all =
        Template.section("Resources").values().stream()
            .map(Template::map)
            .filter(r -> type.equals(r.get("Type")))
            .toList();
    assertThat(all).as(type).isNotEmpty();
    return all;
  }

  @Test
  void withoutAKeyAllIsEncryptedByThoseThatAwsOwnsOrManages() {
    assertThat(all(PLAIN, "AWS::DynamoDB::Table", 1))
        .allMatch(t -> t.properties().get("SSESpecification").equals(Map.of("SSEEnabled", false)));
    assertThat(all(PLAIN, "AWS::SQS::Queue", 2))
        .allMatch(
            q ->
                only(q, "SqsManagedSseEnabled", "KmsMasterKeyId")
                    .equals(Map.of("SqsManagedSseEnabled", true)));
    assertThat(PLAIN.resources().values())
        .noneMatch(r -> r.type().startsWith("AWS::KMS"))
        .noneMatch(r -> r.properties().toString().matches(".*K(MS|ms)\\w*(Key|Id|Arn)=.*"));
    assertThat(PLAIN.roles())
        .allSatisfy(
            role ->
                assertThat(role.statements().toString())
                    .doesNotContain("kms:Decrypt", "kms:GenerateDataKey"));
  }

  @Test
  void withAKeyAllThatCanBeIsEncryptedByIt() {
    assertThat(all(KEYED, "AWS::DynamoDB::Table", 1))
        .allMatch(
            t ->
                t.properties()
                    .get("SSESpecification")
                    .equals(Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", KEY)));
    assertThat(all(KEYED, "AWS::SQS::Queue", 2))
        .allMatch(
            q ->
                only(q, "SqsManagedSseEnabled", "KmsMasterKeyId")
                    .equals(Map.of("SqsManagedSseEnabled", false, "KmsMasterKeyId", KEY)));
    assertHave("AWS::SNS::Topic", 4, "KmsMasterKeyId");
    assertHave("AWS::Logs::LogGroup", 9, "KmsKeyId");
    assertHave("AWS::SecretsManager::Secret", 1, "KmsKeyId");
    assertHave("AWS::Serverless::Function", 8, "KmsKeyArn");
  }

  private static void assertHave(String type, int least, String property) {
    assertThat(all(KEYED, type, least))
        .allSatisfy(one -> assertThat(one.properties()).containsEntry(property, KEY));
  }

  /** Nobody of the product uses the key itself, only what a service has encrypted by it. */
  @Test
  void theKeyIsUsedThroughTheServicesThatEncryptByItAlone() {
    Set<String> using = new TreeSet<>();
    for (IamRole role : KEYED.roles()) {
      for (Map<String, Object> statement : role.statements()) {
        if (Template.list(statement.get("Resource")).contains(KEY)) {
          using.add(role.arn().replaceFirst(".*-", ""));
          assertThat(Template.map(statement.get("Condition")).keySet())
              .containsExactly("StringLike");
          assertThat(Template.map(Template.map(statement.get("Condition")).get("StringLike")))
              .isEqualTo(Map.of("kms:ViaService", "*.eu-central-1.amazonaws.com"));
        }
      }
    }
    assertThat(using)
        .as("all that read the ledger")
        .containsExactlyInAnyOrderElementsOf(
            KEYED.roles().stream()
                .filter(r -> r.statements().toString().contains("dynamodb:"))
                .map(r -> r.arn().replaceFirst(".*-", ""))
                .toList());
  }

  @Test
  void everyTopicAndQueueRefusesWhatDoesNotComeByTls() {
    assertTls("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "Topics", "sns:Publish");
    assertTls("AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "Queues", "sqs:*");
  }

  private static void assertTls(String type, String policyType, String list, String action) {
    for (DeployedResource one : all(PLAIN, type, 2)) {
      String reference =
          type.endsWith("Queue")
              ? "https://sqs.eu-central-1.amazonaws.com/111122223333/" + one.name()
              : one.arn();
      List<Map<String, Object>> statements =
          PLAIN.ofType(policyType).stream()
              .filter(p -> Template.list(p.properties().get(list)).equals(List.of(reference)))
              .flatMap(p -> statements(p.properties().get("PolicyDocument")).stream())
              .toList();
      assertThat(statements)
          .as(one.logicalId())
          .anySatisfy(
              s ->
                  assertThat(s)
                      .containsEntry("Effect", "Deny")
                      .containsEntry("Principal", "*")
                      .containsEntry("Action", action)
                      .containsEntry("Resource", one.arn())
                      .containsEntry(
                          "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false"))))
          .filteredOn(s -> s.get("Effect").equals("Allow"))
          .allSatisfy(
              s ->
                  assertThat(s.get("Principal") + " " + s.get("Condition"))
                      .startsWith("{Service=")
                      .contains("aws:SourceAccount=111122223333"));
    }
  }

  private static List<Map<String, Object>> statements(Object document) {
    return Template.list(Template.map(document).get("Statement")).stream()
        .map(Template::map)
        .toList();
  }

  /** A topic with a policy of its own has no longer the one that let the account's alarms in. */
  @Test
  void alarmsOfThisAccountMayPublishWhereAlarmsPublish() {
    Set<Object> topics =
        all(PLAIN, "AWS::CloudWatch::Alarm", 5).stream()
            .flatMap(a -> Template.list(a.properties().get("AlarmActions")).stream())
            .collect(Collectors.toSet());
    Set<Object> open =
        PLAIN.ofType("AWS::SNS::TopicPolicy").stream()
            .flatMap(p -> statements(p.properties().get("PolicyDocument")).stream())
            .filter(s -> s.toString().contains("Service=cloudwatch.amazonaws.com"))
            .map(s -> s.get("Resource"))
            .collect(Collectors.toSet());

    assertThat(topics).isNotEmpty();
    assertThat(open).isEqualTo(topics);
  }

  @Test
  void everyMachineLogsWhereItWasButNotWhatWasSaid() {
    String group =
        "arn:aws:logs:eu-central-1:111122223333:log-group:"
            + Objects.requireNonNull(PLAIN.resources().get("FlowLogs")).name()
            + ":*";
    assertThat(all(PLAIN, MACHINE, 4))
        .allSatisfy(
            machine ->
                assertThat(machine.properties())
                    .containsEntry(
                        "Logging",
                        Map.of(
                            "Level",
                            "ALL",
                            "IncludeExecutionData",
                            false,
                            "Destinations",
                            List.of(
                                Map.of("CloudWatchLogsLogGroup", Map.of("LogGroupArn", group))))));
    assertThat(PLAIN.machines())
        .allSatisfy(
            machine ->
                assertThat(role(PLAIN, machine.roleArn()).statements().toString())
                    .contains("logs:CreateLogDelivery"));
    // Step Functions makes no machine whose role cannot deliver its log yet.
    assertThat(written(MACHINE))
        .allSatisfy(
            machine -> {
              Object rights =
                  Template.section("Resources").get(String.valueOf(machine.get("DependsOn")));
              Object role =
                  Template.map(Template.map(machine.get("Properties")).get("Role"))
                      .get("Fn::GetAtt");
              assertThat(Template.map(rights)).containsEntry("Type", "AWS::IAM::Policy");
              assertThat(
                      Template.map(Template.map(rights).get("Properties")).get("Roles").toString())
                  .contains(
                      "{Ref=" + String.valueOf(role).replaceAll("[\\[,\\].].*|^\\[", "") + "}");
            });
  }

  private static IamRole role(StackDeployment stack, String arn) {
    return stack.roles().stream().filter(r -> r.arn().equals(arn)).findFirst().orElseThrow();
  }

  /** Lambda makes no traced function whose role cannot send traces. */
  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void tracesAreSentByAllOrByNone(String tracing) {
    boolean on = tracing.equals("on");
    StackDeployment stack = deployed(Map.of("Tracing", tracing));

    assertThat(all(stack, "AWS::Serverless::Function", 8))
        .allMatch(f -> f.properties().get("Tracing").equals(on ? "Active" : "PassThrough"));
    assertThat(all(stack, MACHINE, 4))
        .allMatch(m -> m.properties().get("Tracing").equals(Map.of("Enabled", on)));
    Set<String> sending =
        Stream.concat(
                stack.functions().stream().map(f -> f.roleArn()),
                stack.machines().stream().map(m -> m.roleArn()))
            .collect(Collectors.toSet());
    assertThat(sending)
        .hasSizeGreaterThanOrEqualTo(12)
        .allSatisfy(
            arn ->
                assertThat(role(stack, arn).managedPolicies())
                    .isEqualTo(
                        on
                            ? List.of("arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess")
                            : List.of()));
  }

  @Test
  void rolesAreAssumedWithinTheOrganizationAlone() {
    List<Map<String, Object>> entering =
        deployed(Map.of("OrganizationId", ORGANIZATION)).roles().stream()
            .flatMap(r -> r.statements().stream())
            .filter(s -> Template.list(s.get("Action")).contains("sts:AssumeRole"))
            .toList();

    assertThat(entering)
        .hasSize(5)
        .allSatisfy(
            s ->
                assertThat(s)
                    .containsEntry(
                        "Condition",
                        Map.of("StringEquals", Map.of("aws:ResourceOrgID", ORGANIZATION))));
    assertThat(Template.member(ORGANIZATION).roles())
        .hasSize(2)
        .allSatisfy(
            r ->
                assertThat(r.trust().toString())
                    .contains("StringEquals={aws:PrincipalOrgID=" + ORGANIZATION + "}")
                    .contains("ArnEquals={aws:PrincipalArn="));
    assertThat(Template.member().roles())
        .allMatch(r -> !r.trust().toString().contains("StringEquals"));
  }

  /** What is waived in the template is answered on the page, and nothing else is said to be. */
  @Test
  void everyWaiverOfCheckovIsAnsweredOnThePage() throws IOException {
    Pattern waiver = Pattern.compile("# checkov:skip=(CKV\\w+):(.*)");
    Set<String> waived = new TreeSet<>();
    for (Path template : List.of(Template.PRODUCT, Template.MEMBER)) {
      waiver
          .matcher(Files.readString(template))
          .results()
          .forEach(
              m -> {
                waived.add(m.group(1));
                assertThat(m.group(2)).as(m.group()).hasSizeGreaterThan(10);
              });
    }
    Set<String> answered =
        Pattern.compile("(?m)^\\| `(CKV\\w+)`")
            .matcher(Files.readString(Path.of("src/docs/stack-standard.md")))
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(answered).isNotEmpty().isEqualTo(waived);
  }
}
