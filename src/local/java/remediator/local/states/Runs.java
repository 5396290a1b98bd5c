package remediator.local.states;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All executions, in the order of their starts. Guarded by the clock's monitor. */
final class Runs {
  private final List<Run> all = new ArrayList<>();
  private final Map<String, Run> byArn = new HashMap<>();

  void add(Run run) {
    all.add(run);
    byArn.put(run.arn(), run);
  }

  /** The last execution of that ARN, or null. */
  Run latest(String arn) {
    return byArn.get(arn);
  }

  /**
   * @throws remediator.local.cloud.AwsFault ExecutionDoesNotExist
   */
  Run find(String arn) {
    Run run = byArn.get(Faults.need("executionArn", arn));
    if (run == null) {
      throw Faults.noExecution(arn);
    }
    return run;
  }

  List<Run> all() {
    return List.copyOf(all);
  }
}
