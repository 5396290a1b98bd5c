package remediator.local.states;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import remediator.local.states.asl.Context;
import remediator.local.states.asl.Retrier;
import remediator.local.states.asl.Scope;
import remediator.local.states.asl.State;

/** One stay of an execution in one state, with all tries of its task. */
final class Visit {
  final Run run;
  final State state;
  final Object input;
  final Instant entered;
  private final Map<Retrier, Integer> tries = new HashMap<>();
  private int retries;

  Visit(Run run, State state, Object input, Instant entered) {
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
  int tries(Retrier retrier) {
    return tries.getOrDefault(retrier, 0);
  }

  void countRetry(Retrier retrier) {
    tries.merge(retrier, 1, Integer::sum);
    retries++;
  }

  /**
   * @param token null where the task has none
   */
  Scope scope(String token) {
    Context context =
        new Context(
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
    return Scope.of(run.clock(), run.variables(), input, context);
  }
}
