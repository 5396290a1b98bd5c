package awsemulator.states.interpreter;

import awsemulator.states.asl.ContextObject;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.RetryRule;
import awsemulator.states.asl.VariableScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One stay of an execution in one state, with all tries of its task. */
final class StateVisit {
  final ExecutionRun run;
  final MachineState state;
  final Object input;
  final Instant entered;
  private final Map<RetryRule, Integer> tries = new HashMap<>();
  private int retries;

  StateVisit(ExecutionRun run, MachineState state, Object input, Instant entered) {
    this.run = run;
    this.state = state;
    this.input = input;
    this.entered = entered;
  }

  /** Whether the execution runs and is still here. */
  boolean current() {
    return run.running() && run.visit() == this;
  }

  /** How often this retrier has been used in this visit; each retrier counts for itself. */
  int tries(RetryRule retrier) {
    return tries.getOrDefault(retrier, 0);
  }

  void countRetry(RetryRule retrier) {
    tries.merge(retrier, 1, Integer::sum);
    retries++;
  }

  /**
   * @param token null where the task has none
   */
  VariableScope scope(String token) {
    ContextObject context =
        new ContextObject(
            run.arn(),
            run.name(),
            run.inputValue(),
            run.started(),
            run.machine().roleArn(),
            run.redrives(),
            run.machine().arn(),
            run.machine().name(),
            state.name(),
            entered,
            retries,
            token);
    return VariableScope.of(run.clock(), run.variables(), input, context);
  }
}
