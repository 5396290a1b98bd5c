package awsemulator.states.asl;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an expression sees: the workflow's variables as they were when the state was entered, and
 * the members of {@code $states}.
 */
public record VariableScope(
    InstantSource clock, Map<String, Object> variables, Map<String, Object> states) {
  /** A state's scope before it has a result. */
  public static VariableScope of(
      InstantSource clock, Map<String, Object> variables, Object input, ContextObject context) {
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", input);
    states.put("context", context.json());
    return new VariableScope(clock, variables, states);
  }

  /** With {@code $states.result}, for a task's Output and Assign. */
  public VariableScope withResult(Object result) {
    return with("result", result);
  }

  /** With {@code $states.errorOutput}, for a catcher's Output and Assign. */
  public VariableScope withErrorOutput(Object errorOutput) {
    return with("errorOutput", errorOutput);
  }

  private VariableScope with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(states);
    more.put(member, value);
    return new VariableScope(clock, variables, more);
  }

  void bind(Frame frame) {
    StepFunctionsLibrary.bind(frame, clock);
    variables.forEach((name, value) -> frame.bind(name, JsonataValues.in(value)));
    frame.bind("states", JsonataValues.in(states));
  }
}
