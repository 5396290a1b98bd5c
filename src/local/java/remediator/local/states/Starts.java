package remediator.local.states;

import java.util.UUID;
import java.util.regex.Pattern;
import remediator.json.InvalidJsonException;
import remediator.local.states.asl.JsonText;
import remediator.local.time.VirtualClock;

/** StartExecution: its names, its input, and what happens when a name comes again. */
final class Starts {
  /** No white space, brackets, wildcards, special or control characters. */
  private static final Pattern NAME =
      Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\u0000-\\u001f\\u007f-\\u009f]{1,80}");

  private final VirtualClock clock;
  private final Interpreter interpreter;
  private final Runs runs;

  Starts(VirtualClock clock, Interpreter interpreter, Runs runs) {
    this.clock = clock;
    this.interpreter = interpreter;
    this.runs = runs;
  }

  /** To be called with the clock's monitor. */
  Run start(Machine machine, String wantedName, String wantedInput) {
    String name = wantedName == null ? UUID.randomUUID().toString() : wantedName;
    if (!NAME.matcher(name).matches()) {
      throw Faults.invalidName(name);
    }
    String input = wantedInput == null ? "{}" : wantedInput;
    Object value = inputValue(input);
    Run before = runs.latest(machine.executionArn(name));
    if (before != null && before.running() && before.input().equals(input)) {
      return before;
    }
    if (before != null) {
      throw Faults.alreadyExists(before.arn());
    }
    Run run = new Run(clock, machine, name, input, value);
    runs.add(run);
    interpreter.start(run);
    return run;
  }

  private static Object inputValue(String input) {
    if (JsonText.overQuota(input)) {
      throw Faults.validation("the input is larger than 262144 bytes");
    }
    try {
      return JsonText.read(input);
    } catch (InvalidJsonException e) {
      throw Faults.invalidInput(e.getMessage());
    }
  }
}
