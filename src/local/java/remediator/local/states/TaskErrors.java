package remediator.local.states;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import remediator.local.states.asl.Retrier;
import remediator.local.states.asl.State;
import remediator.local.states.asl.StatesError;
import remediator.local.time.VirtualClock;

/** Retry, then Catch, then failure ("Handling errors in Step Functions workflows"). */
final class TaskErrors {
  private final VirtualClock clock;
  private final Departures departures;
  private final Consumer<Visit> again;

  /** Seeded: jitter must not make two runs of the same story differ. */
  private final Random random = new Random(4);

  TaskErrors(VirtualClock clock, Departures departures, Consumer<Visit> again) {
    this.clock = clock;
    this.departures = departures;
    this.again = again;
  }

  /** To be called with the clock's monitor. */
  void handle(Visit visit, StatesError error) {
    State.Task task = (State.Task) visit.state;
    for (Retrier retrier : task.retriers()) {
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

  private void retry(Visit visit, Retrier retrier) {
    int done = visit.tries(retrier);
    visit.countRetry(retrier);
    visit.run.countRetry();
    clock.schedule(retrier.delay(done, random), () -> again.accept(visit));
  }

  private void caught(Visit visit, State.Task task, StatesError error) {
    try {
      for (State.Catcher catcher : task.catchers()) {
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
