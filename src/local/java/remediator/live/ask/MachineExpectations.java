package remediator.live.ask;

import awsemulator.states.asl.ContextObject;
import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StateTrial;
import awsemulator.states.asl.StatesError;
import awsemulator.states.asl.VariableScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.ProductFiles;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.sfn.model.MockResponseValidationMode;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** What Step Functions says of the four state machines, and of every state and expression. */
final class MachineExpectations {
  private static final String GUIDE = "AWS Step Functions developer guide, ";
  private static final List<String> STATUSES = List.of("done", "pending", "ask", "failed");

  /** What the machines' states find in their inputs and variables. */
  private static final Map<String, Object> GIVEN =
      Map.of("wait", 60, "reason", "a reason", "gate", "replace");

  private MachineExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.ASK);
    for (String machine :
        List.of("OnlineTls", "SnapshotRestore", "TlsRollback", "MonitorClients")) {
      all.add(
          "machine.valid." + machine,
          "ValidateStateMachineDefinition of " + machine,
          "OK, with no error",
          GUIDE + "State machine structure; jsonata-js and MiniStack read the same files",
          EvidenceState.JUDGED,
          aws -> valid(aws, machine));
      all.add(
          "machine.states." + machine,
          "TestState of every state of " + machine + " with what it may get, and with an error",
          "next state, output and error are those of the project's interpreter",
          GUIDE + "TestState; jsonata-js with an independent walker, 1,000 scenarios equal",
          EvidenceState.JUDGED,
          aws -> states(aws, machine));
    }
    all.add(
        "machine.invalid",
        "ValidateStateMachineDefinition of a machine whose Next names no state",
        "FAIL: what is not legal is found before it is deployed",
        GUIDE + "ValidateStateMachineDefinition",
        EvidenceState.DOCUMENTED,
        aws ->
            Verdict.same(
                "result",
                ValidateStateMachineDefinitionResultCode.FAIL,
                validated(
                    aws,
                    "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"Nowhere\"}}}")));
    all.add(
        "machine.choice-output",
        "TestState of a Choice whose rule has an Output of its own",
        "the rule's own Output is what leaves the state",
        GUIDE + "Choice workflow state, Assign and Output of a rule",
        EvidenceState.DOCUMENTED,
        MachineExpectations::choice);
    return all.all();
  }

  private static ValidateStateMachineDefinitionResultCode validated(
      LiveAccount aws, String definition) {
    return aws.clients
        .states()
        .validateStateMachineDefinition(r -> r.definition(definition))
        .result();
  }

  private static Verdict valid(LiveAccount aws, String machine) {
    return Verdict.same(
        "result",
        ValidateStateMachineDefinitionResultCode.OK,
        validated(aws, ProductFiles.machine(ProductFiles.product(), machine).text()));
  }

  private static Verdict choice(LiveAccount aws) {
    String definition =
        """
        {"QueryLanguage":"JSONata","StartAt":"C","States":{"C":{"Type":"Choice","Choices":[
          {"Condition":"{% $states.input.a = 1 %}","Assign":{"b":2},"Output":{"c":"{% $states.input.a + 1 %}"},"Next":"E"}],
          "Default":"E"},"E":{"Type":"Succeed"}}}
        """;
    TestStateResponse answer =
        aws.clients
            .states()
            .testState(r -> r.definition(definition).stateName("C").input("{\"a\":1}"));
    return Verdict.same("output", Map.of("c", 2), JsonText.read(answer.output()));
  }

  private static Verdict states(LiveAccount aws, String name) {
    MachineDefinition machine = ProductFiles.machine(ProductFiles.product(), name);
    List<String> different = new ArrayList<>();
    int asked = 0;
    for (String state : ProductFiles.states(machine)) {
      for (String status : STATUSES) {
        different.addAll(trial(aws, machine, machine.state(state), status));
        asked++;
      }
    }
    return Verdict.that(
        different.isEmpty(), different.size() + " of " + asked + " differ: " + different);
  }

  private static List<String> trial(
      LiveAccount aws, MachineDefinition machine, MachineState state, String status) {
    Map<String, Object> input = new LinkedHashMap<>(GIVEN);
    input.put("status", status);
    input.put("until", aws.now().plusSeconds(60).toString());
    boolean task = state instanceof MachineState.Task;
    boolean fails = task && status.equals("failed");
    TestStateRequest.Builder request =
        TestStateRequest.builder()
            .definition(machine.text())
            .stateName(state.name())
            .input(JsonText.write(input))
            .variables(JsonText.write(input))
            .context(context(input));
    if (task) {
      request.mock(
          m -> {
            m.fieldValidationMode(MockResponseValidationMode.NONE);
            if (fails) {
              m.errorOutput(e -> e.error("Rejected").cause("a cause"));
            } else {
              m.result(JsonText.write(result(input)));
            }
          });
      request.stateConfiguration(c -> c.retrierRetryCount(6));
    }
    TestStateResponse answer = aws.clients.states().testState(request.build());
    String seen =
        answer.error() != null
            ? answer.error()
            : answer.nextState() + " " + JsonText.read(answer.output());
    String expected = expected(aws, state, input, fails);
    return seen.equals(expected)
        ? List.of()
        : List.of("%s on %s: expected %s, seen %s".formatted(state.name(), status, expected, seen));
  }

  private static Map<String, Object> result(Map<String, Object> payload) {
    return Map.of("StatusCode", 200, "Payload", payload);
  }

  private static String context(Map<String, Object> input) {
    return JsonText.write(
        Map.of(
            "Execution",
            Map.of(
                "Id", "arn:aws:states:us-east-1:111122223333:execution:m:e",
                "Name", "e",
                "RoleArn", "arn:aws:iam::111122223333:role/r",
                "Input", executionInput(input))));
  }

  private static Map<String, Object> executionInput(Map<String, Object> input) {
    Map<String, Object> execution = new LinkedHashMap<>(input);
    execution.put("group", "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:g");
    return execution;
  }

  /** What the project's interpreter makes of the same. */
  private static String expected(
      LiveAccount aws, MachineState state, Map<String, Object> input, boolean fails) {
    ContextObject context =
        new ContextObject(
            "arn:aws:states:us-east-1:111122223333:execution:m:e",
            "e",
            executionInput(input),
            aws.now(),
            "arn:aws:iam::111122223333:role/r",
            0,
            "machine",
            "machine",
            state.name(),
            aws.now(),
            0,
            "token");
    VariableScope scope = VariableScope.of(aws::now, input, input, context);
    try {
      StateTrial.Way way =
          !(state instanceof MachineState.Task)
              ? StateTrial.of(state, scope)
              : fails
                  ? StateTrial.withError(state, scope, new StatesError("Rejected", "a cause"))
                  : StateTrial.withResult(state, scope, result(input));
      return way.next() + " " + JsonText.read(JsonText.write(way.output()));
    } catch (StatesError e) {
      return String.valueOf(e.name());
    }
  }
}
