package remediator.local.states;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All executions, in the order of their starts. Guarded by the clock's monitor. */
final class Runs {
  /**
   * "For 90 days after an execution is closed, its name can't be reused", and as long its history
   * is kept.
   */
  private static final Duration KEPT = Duration.ofDays(90);

  private final InstantSource clock;
  private final List<Run> all = new ArrayList<>();
  private final Map<String, Run> byArn = new HashMap<>();

  Runs(InstantSource clock) {
    this.clock = clock;
  }

  void add(Run run) {
    all.add(run);
    byArn.put(run.arn(), run);
  }

  /** The last execution of that ARN, or null where none is known any more. */
  Run latest(String arn) {
    Run run = byArn.get(arn);
    return run == null || forgotten(run) ? null : run;
  }

  private boolean forgotten(Run run) {
    return !run.running() && !run.stopped().plus(KEPT).isAfter(clock.instant());
  }

  /**
   * @throws remediator.local.cloud.AwsFault ExecutionDoesNotExist
   */
  Run find(String arn) {
    Run run = latest(Faults.need("executionArn", arn));
    if (run == null) {
      throw Faults.noExecution(arn);
    }
    return run;
  }

  /** Those too that Step Functions tells nobody of any more. */
  List<Run> all() {
    return List.copyOf(all);
  }

  /** Those that Step Functions still tells of. */
  List<Run> known() {
    return all.stream().filter(run -> !forgotten(run)).toList();
  }
}
