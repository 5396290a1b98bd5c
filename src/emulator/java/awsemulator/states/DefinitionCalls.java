package awsemulator.states;

import awsemulator.cloud.CallerIdentity;
import awsemulator.json.MalformedJsonException;
import awsemulator.states.asl.ContextObject;
import awsemulator.states.asl.InvalidDefinition;
import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StateTrial;
import awsemulator.states.asl.StatesError;
import awsemulator.states.asl.VariableScope;
import awsemulator.states.asl.reader.DefinitionReader;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.MockErrorOutput;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionRequest;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;

/** What can be asked of a definition before it is deployed: is it legal, and what a state does. */
final class DefinitionCalls {
  private final InstantSource clock;

  /** Read once for all calls about one machine. */
  private MachineDefinition last;

  private String lastText = "";

  DefinitionCalls(InstantSource clock) {
    this.clock = clock;
  }

  ValidateStateMachineDefinitionResponse validate(
      CallerIdentity caller, ValidateStateMachineDefinitionRequest q) {
    try {
      DefinitionReader.read("definition", StepFunctionsFaults.need("definition", q.definition()));
      return ValidateStateMachineDefinitionResponse.builder()
          .result("OK")
          .diagnostics(List.of())
          .truncated(false)
          .build();
    } catch (InvalidDefinition e) {
      return ValidateStateMachineDefinitionResponse.builder()
          .result("FAIL")
          .diagnostics(
              ValidateStateMachineDefinitionDiagnostic.builder()
                  .severity("ERROR")
                  .code("SCHEMA_VALIDATION_FAILED")
                  .message(e.getMessage())
                  .build())
          .truncated(false)
          .build();
    }
  }

  /** With a whole definition, the name of one of its states, and a mock in a task's place. */
  TestStateResponse test(CallerIdentity caller, TestStateRequest q) {
    MachineState state = state(q);
    VariableScope scope =
        VariableScope.of(clock, object(q.variables()), value(q.input()), context(q, state));
    if (retries(q, state)) {
      return TestStateResponse.builder()
          .error(q.mock().errorOutput().error())
          .cause(q.mock().errorOutput().cause())
          .status(TestExecutionStatus.RETRIABLE)
          .build();
    }
    try {
      StateTrial.Way way =
          q.mock() == null
              ? StateTrial.of(state, scope)
              : q.mock().errorOutput() == null
                  ? StateTrial.withResult(state, scope, value(q.mock().result()))
                  : StateTrial.withError(state, scope, error(q.mock().errorOutput()));
      boolean caught = q.mock() != null && q.mock().errorOutput() != null;
      return TestStateResponse.builder()
          .output(JsonText.write(way.output()))
          .nextState(way.next())
          .status(caught ? TestExecutionStatus.CAUGHT_ERROR : TestExecutionStatus.SUCCEEDED)
          .build();
    } catch (StatesError e) {
      return TestStateResponse.builder()
          .error(e.name())
          .cause(e.cause())
          .status(TestExecutionStatus.FAILED)
          .build();
    }
  }

  /** A retrier that takes the error has tries left ("errorDetails, retryIndex"). */
  private static boolean retries(TestStateRequest q, MachineState state) {
    if (q.mock() == null || q.mock().errorOutput() == null) {
      return false;
    }
    Integer tried =
        q.stateConfiguration() == null ? null : q.stateConfiguration().retrierRetryCount();
    return ((MachineState.Task) state)
        .retriers().stream()
            .filter(r -> r.errors().matches(q.mock().errorOutput().error()))
            .findFirst()
            .filter(r -> r.maxAttempts() > (tried == null ? 0 : tried))
            .isPresent();
  }

  private MachineState state(TestStateRequest q) {
    try {
      String text = StepFunctionsFaults.need("definition", q.definition());
      if (!text.equals(lastText)) {
        last = DefinitionReader.read("definition", text);
        lastText = text;
      }
      MachineDefinition machine = last;
      MachineState state =
          machine.states().get(StepFunctionsFaults.need("stateName", q.stateName()));
      if (state == null) {
        throw StepFunctionsFaults.validation("there is no state " + q.stateName());
      }
      if (state instanceof MachineState.Task == (q.mock() == null)) {
        throw StepFunctionsFaults.validation("a Task needs a mock here, and no other state does");
      }
      return state;
    } catch (InvalidDefinition e) {
      throw StepFunctionsFaults.validation(e.getMessage());
    }
  }

  private static StatesError error(MockErrorOutput error) {
    return new StatesError(error.error(), error.cause());
  }

  private ContextObject context(TestStateRequest q, MachineState state) {
    Map<String, Object> execution = object(object(q.context()).get("Execution"));
    return new ContextObject(
        String.valueOf(execution.get("Id")),
        String.valueOf(execution.get("Name")),
        execution.get("Input"),
        clock.instant(),
        String.valueOf(execution.get("RoleArn")),
        0,
        "machine",
        "machine",
        state.name(),
        clock.instant(),
        0,
        "token");
  }

  private static Map<String, Object> object(Object value) {
    Object read = value instanceof String text ? value(text) : value;
    Map<String, Object> object = new LinkedHashMap<>();
    if (read instanceof Map<?, ?> map) {
      map.forEach((key, member) -> object.put((String) key, member));
    }
    return object;
  }

  private static Object value(String json) {
    try {
      return JsonText.read(json == null ? "{}" : json);
    } catch (MalformedJsonException e) {
      throw StepFunctionsFaults.invalidInput(e.getMessage());
    }
  }
}
