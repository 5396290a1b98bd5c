package remediator.live.ask;

import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.ProductFiles;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import remediator.live.deploy.StackDeployer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Both templates deployed in plan-only, and their removal. */
final class StackExpectations {
  private static final String SAM = "AWS SAM specification; MiniStack deploys 59 of 59 resources";

  private StackExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.DEPLOY);
    all.add(
        "stack.product",
        "CreateStack of template.yaml with Mode plan-only",
        "CREATE_COMPLETE: all resources can be made, also functions whose roles name them in their"
            + " trust",
        SAM + "; aws/aws-parallelcluster #6926",
        EvidenceState.JUDGED,
        aws -> complete(new StackDeployer(aws).product()));
    all.add(
        "stack.member",
        "CreateStack of member-role.yaml, trusting the caller",
        "CREATE_COMPLETE",
        "AWS CloudFormation, AWS::IAM::Role",
        EvidenceState.DOCUMENTED,
        StackExpectations::member);
    all.add(
        "stack.switch",
        "GetParameter of the switch that the stack made",
        "hold, as the stack's parameter says",
        "AWS CloudFormation, AWS::SSM::Parameter",
        EvidenceState.DOCUMENTED,
        aws ->
            Verdict.same(
                "switch",
                "hold",
                aws.clients
                    .ssm()
                    .getParameter(r -> r.name("/" + aws.place.run() + "/switch"))
                    .parameter()
                    .value()));
    all.add(
        "stack.definitions",
        "DescribeStateMachine of the three that the stack made",
        "each is the file of src/main/asl, but for the ARNs in it",
        SAM + ", DefinitionSubstitutions",
        EvidenceState.DOCUMENTED,
        StackExpectations::definitions);
    all.add(
        "stack.finding-of-no-group",
        "Invoke of FindingFunction with a finding on a group that is not there",
        "it answers, and no flow is started",
        "AWS Lambda developer guide, Invoke",
        EvidenceState.DOCUMENTED,
        StackExpectations::findingOfNoGroup);
    all.add(
        "stack.retire-without-case",
        "Invoke of RetireFunction to delete a group of which there is no case",
        "it refuses: the ledger has no case",
        "AWS Lambda developer guide, Invoke; src/docs/deletions.md",
        EvidenceState.DOCUMENTED,
        StackExpectations::retireWithoutCase);
    return all.all();
  }

  /** The end of the product's stack. */
  static List<Expectation> removal() {
    ExpectationList all = new ExpectationList(LiveStage.DEPLOY);
    all.add(
        "stack.removed",
        "DeleteStack of the product",
        "it goes, and its ledger stays, as the template says",
        "AWS CloudFormation, DeletionPolicy",
        EvidenceState.DOCUMENTED,
        StackExpectations::removed);
    return all.all();
  }

  static String none(LiveAccount aws) {
    return aws.name("none");
  }

  static String roleArn(LiveAccount aws) {
    return aws
        .clients
        .stacks()
        .describeStacks(r -> r.stackName(aws.name("product")))
        .stacks()
        .getFirst()
        .outputs()
        .stream()
        .filter(o -> o.outputKey().equals("RetireRoleArn"))
        .findFirst()
        .orElseThrow()
        .outputValue();
  }

  private static Verdict complete(Stack stack) {
    return Verdict.that(
        stack.stackStatusAsString().equals("CREATE_COMPLETE"),
        stack.stackStatusAsString() + ": " + stack.stackStatusReason());
  }

  private static Verdict member(LiveAccount aws) {
    Stack stack = new StackDeployer(aws).member();
    aws.keep("member", stack.stackStatusAsString());
    return complete(stack);
  }

  private static Verdict definitions(LiveAccount aws) {
    List<String> different = new ArrayList<>();
    StackDeployer stacks = new StackDeployer(aws);
    for (String name : List.of("OnlineTls", "SnapshotRestore", "TlsRollback")) {
      String arn = stacks.physicalId("product", name);
      String deployed =
          aws.clients.states().describeStateMachine(r -> r.stateMachineArn(arn)).definition();
      MachineDefinition file = ProductFiles.machine(ProductFiles.withoutProbe(), name);
      if (!withoutArns(deployed).equals(withoutArns(file.text()))) {
        different.add(name);
      }
    }
    return Verdict.that(different.isEmpty(), "other than the files: " + different);
  }

  private static Object withoutArns(String definition) {
    return JsonText.read(definition.replaceAll("arn:[^\"]*", "arn"));
  }

  private static Verdict findingOfNoGroup(LiveAccount aws) {
    String event =
        ProductFiles.events()
            .get("ec5-redis-7.1-online-tls.json")
            .replace("111122223333", aws.place.account())
            .replace("us-east-1", aws.place.region())
            .replace("orders-cache", none(aws));
    String answer = new StackDeployer(aws).invoke("FindingFunction", event);
    String machine = new StackDeployer(aws).physicalId("product", "OnlineTls");
    int flows =
        aws.clients.states().listExecutions(r -> r.stateMachineArn(machine)).executions().size();
    return Verdict.that(
        !answer.startsWith("Unhandled") && answer.contains(none(aws)) && flows == 0,
        flows + " flows, and it answered " + answer);
  }

  private static Verdict retireWithoutCase(LiveAccount aws) {
    String payload =
        JsonText.write(
            Map.of(
                "step",
                "DeleteOldGroup",
                "group",
                aws.arn("elasticache", "replicationgroup:" + none(aws)),
                "flow",
                aws.place.run(),
                "last",
                Map.of()));
    String answer = new StackDeployer(aws).invoke("RetireFunction", payload);
    // Any other error could come after a deletion.
    return Verdict.that(
        answer.startsWith("Unhandled") && answer.contains("the ledger has no case"),
        "it answered " + answer);
  }

  private static Verdict removed(LiveAccount aws) {
    String name = aws.name("product");
    String ledger = new StackDeployer(aws).physicalId("product", "Ledger");
    aws.making(ResourceKind.TABLE, ledger);
    aws.clients.stacks().deleteStack(r -> r.stackName(name));
    boolean gone =
        aws.await(Duration.ofMinutes(25), () -> Optional.of(name).filter(n -> isGone(aws, n)))
            .isPresent();
    if (!gone) {
      return Verdict.differs("the stack still stands");
    }
    try {
      String status =
          aws.clients
              .dynamoDb()
              .describeTable(r -> r.tableName(ledger))
              .table()
              .tableStatusAsString();
      return Verdict.same("the ledger's status", "ACTIVE", status);
    } catch (ResourceNotFoundException e) {
      return Verdict.differs("the ledger went with the stack");
    }
  }

  private static boolean isGone(LiveAccount aws, String stack) {
    Optional<AwsServiceException> error =
        LiveAccount.refusal(() -> aws.clients.stacks().describeStacks(r -> r.stackName(stack)));
    if (error.isPresent() && !LiveAccount.message(error.get()).contains("does not exist")) {
      throw error.get();
    }
    return error.isPresent();
  }
}
