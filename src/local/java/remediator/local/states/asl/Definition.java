package remediator.local.states.asl;

import java.time.Duration;
import java.util.Map;

/**
 * A state machine as it was deployed.
 *
 * @param text the definition after substitution
 * @param timeout how long an execution may take, or null for no bound
 */
public record Definition(String text, String startAt, Duration timeout, Map<String, State> states) {
  public State state(String name) {
    return states.get(name);
  }
}
