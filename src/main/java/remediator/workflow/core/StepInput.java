package remediator.workflow.core;

import java.util.Map;

/**
 * What a state machine sends with a call.
 *
 * @param step which step is to run
 * @param flow name of the execution that calls
 * @param gate key of the gate that is to be opened, or empty
 * @param token the task token with which it is answered, or empty
 * @param last what the state before came to: the answer of a step, the answer to a gate, what the
 *     probe saw, or an error
 */
public record StepInput(String step, String flow, String gate, String token, Map<?, ?> last) {
  /**
   * How steps were called by definitions of an earlier release: an execution that runs keeps the
   * definition that it was started with, for up to a year ("StartExecution").
   */
  private static final Map<String, String> EARLIER =
      Map.of(
          "RotateAuthToken", "PrepareAuthentication",
          "SetAuthToken", "RequireAuthentication");

  public static StepInput of(Map<String, Object> sent) {
    String step = String.valueOf(sent.get("step"));
    return new StepInput(
        EARLIER.getOrDefault(step, step),
        String.valueOf(sent.get("flow")),
        text(sent, "ask"),
        text(sent, "token"),
        sent.get("last") instanceof Map<?, ?> last ? last : Map.of());
  }

  private static String text(Map<String, Object> sent, String name) {
    return sent.get(name) instanceof String text ? text : "";
  }
}
