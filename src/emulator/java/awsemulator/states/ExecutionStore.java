package awsemulator.states;

import awsemulator.states.interpreter.ExecutionRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All executions, in the order of their starts. Guarded by the clock's monitor. */
final class ExecutionStore {
  /**
   * "For 90 days after an execution is closed, its name can't be reused", and as long its history
   * is kept.
   */
  private static final Duration KEPT = Duration.ofDays(90);

  private final InstantSource clock;
  private final List<ExecutionRun> all = new ArrayList<>();
  private final Map<String, ExecutionRun> byArn = new HashMap<>();

  ExecutionStore(InstantSource clock) {
    this.clock = clock;
  }

  void add(ExecutionRun run) {
    all.add(run);
    byArn.put(run.arn(), run);
  }

  /** The last execution of that ARN, or null where none is known any more. */
  ExecutionRun latest(String arn) {
    ExecutionRun run = byArn.get(arn);
    return run == null || forgotten(run) ? null : run;
  }

  private boolean forgotten(ExecutionRun run) {
    return !run.running() && !run.stopped().plus(KEPT).isAfter(clock.instant());
  }

  /**
   * @throws awsemulator.cloud.AwsFault ExecutionDoesNotExist
   */
  ExecutionRun find(String arn) {
    ExecutionRun run = latest(StepFunctionsFaults.need("executionArn", arn));
    if (run == null) {
      throw StepFunctionsFaults.noExecution(arn);
    }
    return run;
  }

  /** Those too that Step Functions tells nobody of any more. */
  List<ExecutionRun> all() {
    return List.copyOf(all);
  }

  /** Those that Step Functions still tells of. */
  List<ExecutionRun> known() {
    return all.stream().filter(run -> !forgotten(run)).toList();
  }
}
