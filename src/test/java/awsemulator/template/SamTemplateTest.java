package awsemulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.iam.IamRole;
import awsemulator.template.tree.InvalidTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamTemplateTest {
  private static final Path SAMPLE = Path.of("src/test/resources/awsemulator/template/sample.yaml");

  @TempDir Path folder;

  private static StackDeployment deploy(Map<String, String> parameters) {
    return SamTemplate.read(SAMPLE).resolve(parameters, "111122223333", "eu-central-1", "aws");
  }

  private StackDeployment deploy(String resources) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "Resources:\n" + resources);
    return SamTemplate.read(file).resolve(Map.of(), "111122223333", "eu-central-1", "aws");
  }

  @Test
  void functionsHaveTheirGlobalsEnvironmentAndDestination() {
    TemplateFunction finding = deploy(Map.of()).functions().getFirst();

    assertThat(finding)
        .isEqualTo(
            new TemplateFunction(
                "Finding",
                "remediator-finding",
                "arn:aws:lambda:eu-central-1:111122223333:function:remediator-finding",
                null,
                "awsemulator.states.EchoHandler::handleRequest",
                Map.of("MODE", "plan", "TABLE", "remediator-Ledger", "KEEP", "7"),
                "arn:aws:iam::111122223333:role/remediator-FindingRole",
                60,
                512,
                2,
                21_600,
                "arn:aws:sqs:eu-central-1:111122223333:lost-standard"));
  }

  @Test
  void parametersOverrideDefaultsAndSwitchConditions() {
    StackDeployment deployment =
        deploy(Map.of("Mode", "act", "MemberRole", "member", "KeepDays", "3"));

    assertThat(deployment.functions().getFirst().environment())
        .containsEntry("MODE", "act")
        .containsEntry("MEMBER", "member")
        .containsEntry("KEEP", "3");
    assertThat(deployment.resources()).containsKey("OnlyWhenActing");
    assertThat(deploy(Map.of()).resources()).doesNotContainKey("OnlyWhenActing");
  }

  @Test
  void aValueThatIsNotAllowedIsRefused() {
    assertThatThrownBy(() -> deploy(Map.of("Mode", "guess")))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageStartingWith("Parameters.Mode");
    assertThatThrownBy(() -> deploy(Map.of("MemberRole", "a b")))
        .hasMessageContaining("a role's name");
    assertThatThrownBy(() -> deploy(Map.of("KeepDays", "31"))).hasMessageContaining("KeepDays");
    assertThatThrownBy(() -> deploy(Map.of("KeepDays", "x"))).hasMessageContaining("KeepDays");
    assertThatThrownBy(() -> deploy(Map.of("Nope", "x"))).hasMessageContaining("Nope");
  }

  @Test
  void rolesCarryStatementsManagedPoliciesAndTrust() {
    Map<String, IamRole> roles = new HashMap<>();
    deploy(Map.of("MemberRole", "member")).roles().forEach(r -> roles.put(r.arn(), r));

    IamRole finding = roles.get("arn:aws:iam::111122223333:role/remediator-FindingRole");
    assertThat(finding.statements())
        .containsExactly(
            Map.of(
                "Sid", "Start",
                "Effect", "Allow",
                "Action", "states:StartExecution",
                "Resource", "arn:aws:states:eu-central-1:111122223333:stateMachine:Flow"),
            Map.of(
                "Sid", "Assume",
                "Effect", "Allow",
                "Action", "sts:AssumeRole",
                "Resource", "arn:aws:iam::*:role/member"));
    assertThat(finding.managedPolicies())
        .containsExactly("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
    // A date in YAML, but a string in a policy.
    assertThat(finding.trust()).containsEntry("Version", "2012-10-17");
    assertThat(roles)
        .containsOnlyKeys(
            finding.arn(),
            "arn:aws:iam::111122223333:role/remediator-StepRole",
            "arn:aws:iam::111122223333:role/remediator-FlowRole");
  }

  @Test
  void anEntryOfNoValueIsNotThere() {
    assertThat(deploy(Map.of()).roles().getFirst().statements()).hasSize(1);
  }

  @Test
  void machinesNameTheirFileSubstitutionsAndRole() {
    TemplateMachine machine = deploy(Map.of()).machines().getFirst();

    assertThat(machine.definition()).exists().hasFileName("flow.asl.json");
    assertThat(machine.arn())
        .isEqualTo("arn:aws:states:eu-central-1:111122223333:stateMachine:Flow");
    assertThat(machine.substitutions())
        .isEqualTo(
            Map.of("StepArn", "arn:aws:lambda:eu-central-1:111122223333:function:remediator-Step"));
    assertThat(machine.roleArn()).isEqualTo("arn:aws:iam::111122223333:role/remediator-FlowRole");
  }

  @Test
  void rulesComeFromResourcesAndFromFunctionEvents() {
    List<TemplateRule> rules = deploy(Map.of()).rules();

    assertThat(rules)
        .extracting(TemplateRule::logicalId)
        .containsExactlyInAnyOrder("FindingImported", "FindingNightly", "Passed");
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(rule.targets())
                    .containsExactly(
                        "arn:aws:lambda:eu-central-1:111122223333:function:remediator-finding"));
    TemplateRule nightly =
        rules.stream()
            .filter(r -> r.logicalId().equals("FindingNightly"))
            .findFirst()
            .orElseThrow();
    assertThat(nightly.enabled()).isFalse();
    assertThat(nightly.eventPattern()).isNull();
    assertThat(nightly.schedule()).isEqualTo("rate(1 day)");
  }

  @Test
  void tablesAreInTheSdksTerms() {
    TemplateTable table = deploy(Map.of()).tables().getFirst();

    assertThat(table.keySchema()).hasSize(1).first().extracting("attributeName").isEqualTo("group");
    assertThat(table.attributes()).hasSize(2);
    assertThat(table.indexes()).hasSize(1).first().extracting("indexName").isEqualTo("by-status");
    assertThat(table.timeToLive()).isEqualTo("expires");
  }

  @Test
  void refsGiveWhatEachTypeReturnsInEachPartition() {
    StackDeployment china =
        SamTemplate.read(SAMPLE).resolve(Map.of(), "111122223333", "cn-north-1", "aws-cn");

    assertThat(china.outputs())
        .containsEntry("Topic", "arn:aws-cn:sns:cn-north-1:111122223333:remediator-Notices")
        .containsEntry("Queue", "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/lost-china")
        .containsEntry("Literal", "${Not} here");
  }

  @Test
  void anAliasHasAnArnOfItsOwnWhichTheFunctionsEventsStart() throws IOException {
    String function =
        """
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: awsemulator.states.EchoHandler
              Events:
                Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        """;
    String topic = "  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref F.Alias}}\n";
    String arn = "arn:aws:lambda:eu-central-1:111122223333:function:remediator-F";

    StackDeployment published =
        deploy(function.replace("Events:", "AutoPublishAlias: live\n      Events:") + topic);

    assertThat(published.functions().getFirst().aliasArn()).isEqualTo(arn + ":live");
    assertThat(published.topics().getFirst().properties())
        .containsEntry("DisplayName", arn + ":live");
    assertThat(published.rules().getFirst().targets()).containsExactly(arn + ":live");
    assertThat(deploy(function).rules().getFirst().targets()).containsExactly(arn);
    assertThatThrownBy(() -> deploy(function + topic))
        .hasMessageContaining("F has no AutoPublishAlias");
  }

  @Test
  void aReferenceToNothingNamesItsPlace() {
    assertThatThrownBy(
            () -> deploy("  A: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Nobody}}\n"))
        .hasMessageContaining("Resources.A.Properties.TopicName")
        .hasMessageContaining("Nobody");
    assertThatThrownBy(
            () -> deploy("  A: {Type: AWS::SNS::Topic, Properties: {X: !GetAtt A.Colour}}\n"))
        .hasMessageContaining("Colour");
    assertThatThrownBy(
            () ->
                deploy(
                    "  A: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt A.TopicName}}\n"))
        .hasMessageContaining("refers to itself");
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> deploy("  A: {Type: AWS::EC2::Instance}\n"))
        .hasMessageContaining("AWS::EC2::Instance");
    assertThatThrownBy(() -> deploy("  A: {Type: AWS::SNS::Topic, Properties: {X: !Cidr [a]}}\n"))
        .hasMessageContaining("!Cidr");
    assertThatThrownBy(
            () -> deploy("  A: {Type: AWS::SNS::Topic, Properties: {X: {'Fn::Base64': a}}}\n"))
        .hasMessageContaining("Fn::Base64");
    assertThatThrownBy(() -> deploy("  A: {Type: AWS::SNS::Topic, Propertys: {}}\n"))
        .hasMessageContaining("Propertys");
    assertThatThrownBy(() -> deploy("  A: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::SNS::Topic}\n"))
        .hasMessageContaining("line 3: Duplicate field 'A'");
    assertThatThrownBy(() -> deploy("  A: {Type: AWS::SNS::Topic, Condition: Maybe}\n"))
        .hasMessageContaining("Maybe");
  }
}
