package awsemulator.states.asl;

import java.time.Duration;
import java.util.Map;

/**
 * A state machine as it was deployed.
 *
 * @param text the definition after substitution
 * @param timeout how long an execution may take, or null for no bound
 */
public record MachineDefinition(
    String text, String startAt, Duration timeout, Map<String, MachineState> states) {
  public MachineState state(String name) {
    return states.get(name);
  }
}
