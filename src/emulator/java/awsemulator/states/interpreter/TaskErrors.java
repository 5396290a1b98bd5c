package awsemulator.states.interpreter;

import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.RetryRule;
import awsemulator.states.asl.StatesError;
import awsemulator.time.VirtualClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Retry, then Catch, then failure ("Handling errors in Step Functions workflows"). */
final class TaskErrors {
  private final VirtualClock clock;
  private final StateDepartures departures;
  private final Consumer<StateVisit> again;

  /** Seeded: jitter must not make two runs of the same story differ. */
  private final Random random = new Random(4);

  TaskErrors(VirtualClock clock, StateDepartures departures, Consumer<StateVisit> again) {
    this.clock = clock;
    this.departures = departures;
    this.again = again;
  }

  /** To be called with the clock's monitor. */
  void handle(StateVisit visit, StatesError error) {
    MachineState.Task task = (MachineState.Task) visit.state;
    for (RetryRule retrier : task.retriers()) {
      // The first that names the error is the one; when it is used up, none of the others is tried.
      if (retrier.errors().matches(error.name())) {
        if (visit.tries(retrier) < retrier.maxAttempts()) {
          retry(visit, retrier);
          return;
        }
        break;
      }
    }
    caught(visit, task, error);
  }

  private void retry(StateVisit visit, RetryRule retrier) {
    int done = visit.tries(retrier);
    visit.countRetry(retrier);
    visit.run.countRetry();
    clock.schedule(retrier.delay(done, random), () -> again.accept(visit));
  }

  private void caught(StateVisit visit, MachineState.Task task, StatesError error) {
    try {
      for (MachineState.Catcher catcher : task.catchers()) {
        if (catcher.errors().matches(error.name())) {
          Map<String, Object> errorOutput = new LinkedHashMap<>();
          errorOutput.put("Error", error.name());
          if (error.cause() != null) {
            errorOutput.put("Cause", error.cause());
          }
          departures.leave(
              visit, catcher.exit(), visit.scope(null).withErrorOutput(errorOutput), errorOutput);
          return;
        }
      }
      departures.fail(visit.run, error);
    } catch (StatesError inCatcher) {
      departures.fail(visit.run, inCatcher);
    }
  }
}
