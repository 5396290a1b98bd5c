package awsemulator.states;

import awsemulator.states.interpreter.ExecutionRun;
import awsemulator.states.interpreter.StateInterpreter;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** RedriveExecution ("Restarting state machine executions with redrive"). */
final class RedriveCalls {
  private static final Duration PERIOD = Duration.ofDays(14);

  private final VirtualClock clock;
  private final StateInterpreter interpreter;
  private final Map<String, Instant> byToken = new HashMap<>();

  RedriveCalls(VirtualClock clock, StateInterpreter interpreter) {
    this.clock = clock;
    this.interpreter = interpreter;
  }

  /** When it was redriven: now, or at the first call with the same client token. */
  Instant redrive(ExecutionRun run, String clientToken) {
    String key = run.arn() + " " + clientToken;
    if (clientToken != null && byToken.containsKey(key)) {
      return byToken.get(key);
    }
    String obstacle = obstacle(run);
    if (obstacle != null) {
      throw StepFunctionsFaults.notRedrivable(obstacle);
    }
    interpreter.redrive(run);
    byToken.put(key, clock.instant());
    return clock.instant();
  }

  /** Why it cannot be redriven, or null where it can. */
  String obstacle(ExecutionRun run) {
    if (run.status() == ExecutionStatus.RUNNING) {
      return "Execution is RUNNING and cannot be redriven";
    }
    if (run.status() == ExecutionStatus.SUCCEEDED) {
      return "Execution is SUCCEEDED and cannot be redriven";
    }
    if (run.stopped().plus(PERIOD).isBefore(clock.instant())) {
      return "Execution is past its redrivable period of 14 days";
    }
    return run.history().full() ? "Execution event history limit exceeded" : null;
  }
}
