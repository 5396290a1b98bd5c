package awsemulator.states;

import awsemulator.json.MalformedJsonException;
import awsemulator.states.asl.JsonText;
import awsemulator.states.interpreter.DeployedMachine;
import awsemulator.states.interpreter.ExecutionRun;
import awsemulator.states.interpreter.StateInterpreter;
import awsemulator.time.VirtualClock;
import java.util.UUID;
import java.util.regex.Pattern;

/** StartExecution: its names, its input, and what happens when a name comes again. */
final class StartCalls {
  /** No white space, brackets, wildcards, special or control characters. */
  private static final Pattern NAME =
      Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\u0000-\\u001f\\u007f-\\u009f]{1,80}");

  private final VirtualClock clock;
  private final StateInterpreter interpreter;
  private final ExecutionStore runs;

  StartCalls(VirtualClock clock, StateInterpreter interpreter, ExecutionStore runs) {
    this.clock = clock;
    this.interpreter = interpreter;
    this.runs = runs;
  }

  /** To be called with the clock's monitor. */
  ExecutionRun start(DeployedMachine machine, String wantedName, String wantedInput) {
    String name = wantedName == null ? UUID.randomUUID().toString() : wantedName;
    if (!NAME.matcher(name).matches()) {
      throw StepFunctionsFaults.invalidName(name);
    }
    String input = wantedInput == null ? "{}" : wantedInput;
    Object value = inputValue(input);
    ExecutionRun before = runs.latest(machine.executionArn(name));
    if (before != null && before.running() && before.input().equals(input)) {
      return before;
    }
    if (before != null) {
      throw StepFunctionsFaults.alreadyExists(before.arn());
    }
    ExecutionRun run = new ExecutionRun(clock, machine, name, input, value);
    runs.add(run);
    interpreter.start(run);
    return run;
  }

  private static Object inputValue(String input) {
    if (JsonText.overQuota(input)) {
      throw StepFunctionsFaults.validation("the input is larger than 262144 bytes");
    }
    try {
      return JsonText.read(input);
    } catch (MalformedJsonException e) {
      throw StepFunctionsFaults.invalidInput(e.getMessage());
    }
  }
}
