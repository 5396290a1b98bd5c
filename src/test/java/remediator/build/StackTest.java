package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.RequiredRight;
import awsemulator.iam.ServicePolicy;
import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateMachine;
import awsemulator.template.TemplateQueue;
import awsemulator.template.TemplateRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a deployment with the defaults makes. */
class StackTest {
  private static final StackDeployment STACK = Template.product(Map.of());
  private static final StackDeployment PUBLIC = Template.product(Map.of("DecisionPage", "public"));

  private static List<DeployedResource> functions() {
    return STACK.ofType("AWS::Serverless::Function");
  }

  private static DeployedResource named(String logicalId) {
    return Objects.requireNonNull(STACK.resources().get(logicalId), logicalId);
  }

  private static Object at(DeployedResource resource, String... path) {
    Object value = resource.properties();
    for (String name : path) {
      value = Template.map(value).get(name);
    }
    return value;
  }

  /**
   * A stack's name may have 128 characters, a state machine's 80, a function's and an AppConfig
   * application's 64.
   */
  @Test
  void namesFitWhateverTheStackIsCalledAndNoOtherStackHasThem() {
    StackDeployment longest = stackNamed("s".repeat(128));
    StackDeployment other = stackNamed("s".repeat(127) + "t");

    assertThat(longest.machines())
        .hasSize(5)
        .allSatisfy(machine -> assertThat(machine.name()).hasSizeLessThanOrEqualTo(80));
    assertThat(longest.functions())
        .hasSize(8)
        .allSatisfy(function -> assertThat(function.name()).hasSizeLessThanOrEqualTo(64));
    assertThat(longest.ofType("AWS::AppConfig::Application"))
        .hasSize(1)
        .allSatisfy(
            one -> assertThat(one.properties().get("Name").toString()).hasSizeBetween(1, 64));
    assertThat(names(longest)).doesNotContainAnyElementsOf(names(other));
    assertThat(longest.roles())
        .allSatisfy(role -> assertThat(role.trust().toString()).doesNotContain("s".repeat(128)));
  }

  private static StackDeployment stackNamed(String stack) {
    Map<String, String> probed =
        Map.of(
            "DataPlaneSubnets",
            "subnet-1",
            "DataPlaneSecurityGroups",
            "sg-1",
            "DecisionPage",
            "public");
    return SamTemplate.read(Template.PRODUCT)
        .resolve(stack, probed, "111122223333", "eu-central-1", "aws");
  }

  private static List<String> names(StackDeployment stack) {
    return Stream.concat(
            stack.machines().stream().map(TemplateMachine::arn),
            stack.functions().stream().map(TemplateFunction::arn))
        .toList();
  }

  @Test
  void everyFunctionRunsOnTheNewestRuntimeAndTheCheaperProcessor() {
    assertThat(functions())
        .allSatisfy(
            function ->
                assertThat(function.properties())
                    .containsEntry("Runtime", "java25")
                    .containsEntry("Architectures", List.of("arm64")));
  }

  @Test
  void everyFunctionLogsToAGroupOfItsOwnThatForgets() {
    List<Object> groups =
        functions().stream().map(f -> at(f, "LoggingConfig", "LogGroup")).toList();

    assertThat(groups).doesNotHaveDuplicates().doesNotContainNull();
    assertThat(STACK.ofType("AWS::Logs::LogGroup"))
        .allSatisfy(g -> assertThat(g.properties()).containsEntry("RetentionInDays", "90"))
        .extracting(DeployedResource::name)
        .containsAll(groups.stream().map(Object::toString).toList());
  }

  @Test
  void anEventThatCannotBeDeliveredIsKept() {
    String queue = named("UndeliveredEvents").arn();

    assertThat(STACK.ofType("AWS::Events::Rule"))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(Template.list(rule.properties().get("Targets")))
                    .allSatisfy(
                        target ->
                            assertThat(Template.map(target))
                                .containsEntry("DeadLetterConfig", Map.of("Arn", queue))));
    assertThat(named("UndeliveredEventsPolicy").properties().toString())
        .contains("events.amazonaws.com")
        .contains(queue)
        .contains("aws:SourceAccount=111122223333");
  }

  @Test
  void anEventThatCannotBeDealtWithIsKept() {
    Object destination =
        at(
            named("FindingFunction"),
            "EventInvokeConfig",
            "DestinationConfig",
            "OnFailure",
            "Destination");

    assertThat(destination).isEqualTo(named("FailedEvents").arn());
  }

  /** The message is {@code JsonLogger}'s; NoActionTest sees it logged. */
  @Test
  void notesThatAreRefusedAreCountedOfEveryFunctionThatWritesThem() {
    List<String> writing =
        STACK.functions().stream()
            .filter(f -> role(f.roleArn()).contains("securityhub:BatchUpdateFindings"))
            .map(f -> f.logicalId() + "Logs")
            .toList();

    assertThat(STACK.ofType("AWS::Logs::MetricFilter"))
        .filteredOn(
            filter ->
                "{ $.message = \"note not written\" }"
                    .equals(filter.properties().get("FilterPattern")))
        .extracting(filter -> filter.properties().get("LogGroupName"))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(
            writing.stream().map(logs -> (Object) named(logs).name()).toList());
  }

  private static String role(String arn) {
    return STACK.roles().stream()
        .filter(role -> role.arn().equals(arn))
        .findFirst()
        .orElseThrow()
        .statements()
        .toString();
  }

  @Test
  void lostEventsStayForTwoWeeksAndLongerThanTheyMayWaitEncrypted() {
    assertThat(STACK.ofType("AWS::SQS::Queue"))
        .hasSize(3)
        .allSatisfy(
            queue -> assertThat(queue.properties()).containsEntry("SqsManagedSseEnabled", true));
    assertThat(List.of(named("FailedEvents"), named("UndeliveredEvents")))
        .allSatisfy(
            queue ->
                assertThat(queue.properties()).containsEntry("MessageRetentionPeriod", 1_209_600));
    // What is moved to the dead-letter queue keeps its age.
    assertThat((int) named("IncomingEvents").properties().get("MessageRetentionPeriod"))
        .isLessThan(1_209_600 / 2);
  }

  /** What comes in thousands waits in the queue; what asks for one thing at a time does not. */
  @Test
  void everyRuleReachesTheFunctionThatItNamesByTheQueueOrAtOnce() {
    StackDeployment stack =
        Template.product(Map.of("StopAlarm", "errors", "ReportBucket", "reports"));
    Map<Object, Object> invoking =
        stack.ofType("AWS::Lambda::Permission").stream()
            .filter(p -> p.properties().containsKey("SourceArn"))
            .collect(
                Collectors.toMap(
                    p -> p.properties().get("SourceArn"), p -> p.properties().get("FunctionName")));
    String finding = function("FindingFunction").aliasArn();
    Map<String, String> atOnce =
        Map.of(
            "LookAtLine", function("ReconcileFunction").arn(),
            "AlarmWentOff", finding,
            "ReportDaily", function("ReconcileFunction").arn(),
            "SweepDaily", function("ReconcileFunction").arn(),
            "DigestWeekly", function("ReconcileFunction").arn());

    assertThat(finding).endsWith(":live");
    assertThat(stack.rules()).hasSize(12);
    for (TemplateRule rule : stack.rules()) {
      String arn = stack.resources().get(rule.logicalId()).arn();
      if (rule.logicalId().equals("ReconcileHourly")) {
        assertThat(rule.targets()).containsExactly(named("Reconcile").arn());
      } else if (atOnce.containsKey(rule.logicalId())) {
        assertThat(rule.targets()).containsExactly(atOnce.get(rule.logicalId()));
        assertThat(atOnce.get(rule.logicalId())).endsWith(invoking.get(arn).toString());
      } else {
        assertThat(rule.targets()).containsExactly(named("IncomingEvents").arn());
        assertThat(mayQueue(stack, arn, "111122223333")).as(rule.logicalId()).isTrue();
        assertThat(mayQueue(stack, arn, "999999999999")).isFalse();
      }
    }
    assertThat(mayQueue(stack, "arn:aws:events:eu-central-1:111122223333:rule/x", "111122223333"))
        .isFalse();
  }

  private static boolean mayQueue(StackDeployment stack, String rule, String account) {
    TemplateQueue queue =
        stack.queues().stream()
            .filter(q -> q.logicalId().equals("IncomingEvents"))
            .findFirst()
            .orElseThrow();
    return new ServicePolicy(queue.policies())
        .allows(
            "events.amazonaws.com",
            new RequiredRight(
                "sqs:SendMessage",
                queue.arn(),
                Map.of("aws:SourceArn", rule, "aws:SourceAccount", account)));
  }

  /** "Creating and configuring an Amazon SQS event source mapping". */
  @Test
  void theQueueHidesAMessageForSixTimesTheFunctionsTimeAndIsTakenFromTenfoldAtMost() {
    TemplateFunction function = function("FindingFunction");
    TemplateQueue queue =
        STACK.queues().stream().filter(q -> q.deadLetterArn() != null).findFirst().orElseThrow();
    DeployedResource mapping = named("IncomingEventsMapping");

    assertThat(queue.visibilitySeconds()).isGreaterThanOrEqualTo(6 * function.timeoutSeconds());
    assertThat(queue.maxReceiveCount()).isGreaterThanOrEqualTo(5);
    assertThat(queue.deadLetterArn()).isEqualTo(named("FailedEvents").arn());
    assertThat(mapping.properties())
        .containsEntry("EventSourceArn", queue.arn())
        .containsEntry("FunctionName", function.aliasArn())
        .containsEntry("ScalingConfig", Map.of("MaximumConcurrency", 10))
        .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
  }

  private static TemplateFunction function(String logicalId) {
    return STACK.functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingButAPersonInvokesTheFunctionThatTakesTlsBack() {
    DeployedResource function = named("TlsRollbackFunction");

    assertThat(STACK.resources().values())
        .filteredOn(r -> !List.of("TlsRollbackFunction", "TlsRollbackRole").contains(r.logicalId()))
        .noneMatch(r -> r.properties().toString().contains(function.arn()))
        .filteredOn(r -> r.type().equals("AWS::Lambda::Permission"))
        .isNotEmpty()
        .noneMatch(p -> function.name().equals(p.properties().get("FunctionName")));
  }

  @Test
  void everybodyMayOpenThePageButOnlyByItsAddress() {
    assertThat(PUBLIC.resources().get("PageUrl").properties()).containsEntry("AuthType", "NONE");
    assertThat(PUBLIC.ofType("AWS::Lambda::Permission"))
        .filteredOn(p -> p.properties().get("Principal").equals("*"))
        .hasSize(2)
        .allSatisfy(
            p ->
                assertThat(p.properties())
                    .containsEntry("FunctionName", PUBLIC.resources().get("PageFunction").name()))
        .anyMatch(p -> Objects.equals(p.properties().get("FunctionUrlAuthType"), "NONE"))
        .anyMatch(p -> Objects.equals(p.properties().get("InvokedViaFunctionUrl"), true));
  }

  /** What is reserved for one function is also all that it can take from the others. */
  @Test
  void aFloodOfThePageLeavesTheOtherFunctionsTheirConcurrency() {
    assertThat(PUBLIC.resources().get("PageFunction").properties())
        .containsEntry("ReservedConcurrentExecutions", "10");
    assertThat(
            Template.product(Map.of("DecisionPage", "public", "PageConcurrency", "3"))
                .resources()
                .get("PageFunction")
                .properties())
        .containsEntry("ReservedConcurrentExecutions", "3");
    assertThat(
            Template.product(Map.of("DecisionPage", "public", "PageConcurrency", "0"))
                .resources()
                .get("PageFunction")
                .properties())
        .doesNotContainKey("ReservedConcurrentExecutions");
    assertThat(PUBLIC.ofType("AWS::Serverless::Function"))
        .filteredOn(f -> f.properties().containsKey("ReservedConcurrentExecutions"))
        .as("none but the page takes from the account's concurrency")
        .extracting(DeployedResource::logicalId)
        .containsExactly("PageFunction");
  }

  @Test
  void withoutThePageNothingOfItIsThere() {
    StackDeployment without = Template.product(Map.of("DecisionPage", "no"));

    assertThat(without.resources().keySet()).noneMatch(name -> name.startsWith("Page"));
    assertThat(without.ofType("AWS::SecretsManager::Secret")).isEmpty();
    assertThat(without.roles().toString()).doesNotContain("states:SendTask", "PageKey");
  }

  @Test
  void byDefaultGatesAreAnsweredInTheConsoleAndNoAddressIsPublic() {
    assertThat(STACK.resources().keySet()).noneMatch(name -> name.startsWith("Page"));
    assertThat(STACK.ofType("AWS::Lambda::Url")).isEmpty();
    assertThat(STACK.ofType("AWS::Lambda::Permission"))
        .noneMatch(p -> "*".equals(p.properties().get("Principal")));
    assertThat(at(named("ConsoleFunction"), "Environment", "Variables", "ANSWERS"))
        .isEqualTo("yes");
    assertThat(role(function("ConsoleFunction").roleArn()))
        .contains("states:SendTaskSuccess", "states:SendTaskFailure");
  }

  /** Until now {@code yes} made an address that is public. */
  @Test
  void theFormerValueIsRefusedAndNoSynonym() {
    assertThatThrownBy(() -> Template.product(Map.of("DecisionPage", "yes")))
        .hasMessageContaining("DecisionPage");
  }

  @Test
  void onlyTheChosenFormatIsListenedTo() {
    assertThat(listening("cspm"))
        .contains("FindingImported", "FindingOver", "FindingSentByHand")
        .doesNotContain("FindingImportedV2", "FindingOverV2");
    assertThat(listening("v2"))
        .contains("FindingImportedV2", "FindingOverV2", "FindingSentByHand")
        .doesNotContain("FindingImported", "FindingOver");
  }

  private static List<String> listening(String source) {
    return Template.product(Map.of("FindingSource", source)).rules().stream()
        .filter(rule -> rule.enabled())
        .map(rule -> rule.logicalId())
        .toList();
  }
}
