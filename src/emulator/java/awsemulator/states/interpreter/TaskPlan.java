package awsemulator.states.interpreter;

import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StatesError;
import awsemulator.states.asl.VariableScope;
import java.time.Duration;
import java.util.Map;

/**
 * What one attempt of a task is to do, with all expressions evaluated.
 *
 * @param function or the API that is called
 * @param payload JSON text
 * @param timeout null for no bound
 * @param heartbeat null for no bound
 */
record TaskPlan(
    TaskAttempt attempt, String function, String payload, Duration timeout, Duration heartbeat) {
  static TaskPlan of(TaskAttempt attempt, MachineState.Task task, VariableScope scope)
      throws StatesError {
    Map<?, ?> arguments = (Map<?, ?>) task.arguments().evaluate(scope);
    if (!task.api().isEmpty()) {
      return new TaskPlan(attempt, task.api(), JsonText.write(arguments), null, null);
    }
    if (!(arguments.get("FunctionName") instanceof String function)) {
      throw new StatesError(
          "States.QueryEvaluationError", task.name() + ": FunctionName is not a string");
    }
    Object payload = arguments.containsKey("Payload") ? arguments.get("Payload") : Map.of();
    String text = JsonText.write(payload);
    if (JsonText.overQuota(text)) {
      throw StateDepartures.tooLarge(task.name(), "payload");
    }
    return new TaskPlan(
        attempt,
        function,
        text,
        task.timeout() == null ? null : task.timeout().seconds(scope, 1),
        task.heartbeat() == null ? null : task.heartbeat().seconds(scope, 1));
  }
}
