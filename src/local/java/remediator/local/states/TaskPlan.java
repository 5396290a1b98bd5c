package remediator.local.states;

import java.time.Duration;
import java.util.Map;
import remediator.local.states.asl.JsonText;
import remediator.local.states.asl.Scope;
import remediator.local.states.asl.State;
import remediator.local.states.asl.StatesError;

/**
 * What one attempt of a task is to do, with all expressions evaluated.
 *
 * @param payload JSON text
 * @param timeout null for no bound
 * @param heartbeat null for no bound
 */
record TaskPlan(
    Attempt attempt, String function, String payload, Duration timeout, Duration heartbeat) {
  static TaskPlan of(Attempt attempt, State.Task task, Scope scope) throws StatesError {
    Map<?, ?> arguments = (Map<?, ?>) task.arguments().evaluate(scope);
    if (!(arguments.get("FunctionName") instanceof String function)) {
      throw new StatesError(
          "States.QueryEvaluationError", task.name() + ": FunctionName is not a string");
    }
    Object payload = arguments.containsKey("Payload") ? arguments.get("Payload") : Map.of();
    String text = JsonText.write(payload);
    if (JsonText.overQuota(text)) {
      throw Departures.tooLarge(task, "payload");
    }
    return new TaskPlan(
        attempt,
        function,
        text,
        task.timeout() == null ? null : task.timeout().seconds(scope, 1),
        task.heartbeat() == null ? null : task.heartbeat().seconds(scope, 1));
  }
}
