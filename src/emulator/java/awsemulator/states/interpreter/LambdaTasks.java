package awsemulator.states.interpreter;

import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StatesError;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Runs Task states: one attempt after another, until one succeeds or its error is final. */
public final class LambdaTasks {
  private final VirtualClock clock;
  private final TaskTokens tokens;
  private final LambdaInvoke lambda;
  private final SdkIntegration sdk;
  private final StateDepartures departures;
  private final TaskErrors errors;
  private final TaskTimers timers;

  LambdaTasks(
      VirtualClock clock,
      TaskTokens tokens,
      LambdaInvoke lambda,
      SdkIntegration sdk,
      StateDepartures departures) {
    this.clock = clock;
    this.tokens = tokens;
    this.lambda = lambda;
    this.sdk = sdk;
    this.departures = departures;
    this.errors = new TaskErrors(clock, departures, this::attempt);
    this.timers =
        new TaskTimers(clock, (late, error) -> fail(late, error, HistoryEventType.TASK_TIMED_OUT));
  }

  /** Runs on the clock, without its monitor. */
  void attempt(StateVisit visit) {
    TaskPlan plan = begin(visit);
    if (plan == null) {
      return;
    }
    Map<String, Object> result = null;
    StatesError error = null;
    try {
      result =
          ((MachineState.Task) visit.state).api().isEmpty()
              ? lambda.call(visit.run.machine(), plan.function(), plan.payload())
              : sdk.call(visit.run.machine(), plan.function(), plan.payload());
    } catch (StatesError e) {
      error = e;
    }
    synchronized (clock) {
      // The function itself, or an operator, may have ended the task while the function ran.
      if (plan.attempt().closed()) {
        return;
      }
      if (timers.late(plan)) {
        timers.timeOut(plan.attempt());
      } else if (error != null) {
        fail(plan.attempt(), error, HistoryEventType.TASK_FAILED);
      } else if (plan.attempt().token() == null) {
        plan.attempt().close();
        succeed(visit, result);
      } else {
        visit.run.record(HistoryEventType.TASK_SUBMITTED, visit.state.name(), null);
      }
    }
  }

  /** Null where the execution has ended meanwhile, or where an expression failed. */
  private TaskPlan begin(StateVisit visit) {
    synchronized (clock) {
      if (!visit.current() || departures.historyFull(visit.run)) {
        return null;
      }
      MachineState.Task task = (MachineState.Task) visit.state;
      TaskAttempt attempt =
          task.waitsForToken()
              ? tokens.open(visit, clock.instant())
              : new TaskAttempt(visit, null, clock.instant());
      visit.run.attempt(attempt);
      try {
        TaskPlan plan = TaskPlan.of(attempt, task, visit.scope(attempt.token()));
        visit.run.record(HistoryEventType.TASK_SCHEDULED, task.name(), plan.payload());
        visit.run.record(HistoryEventType.TASK_STARTED, task.name(), null);
        if (task.waitsForToken()) {
          timers.watch(plan);
        }
        return plan;
      } catch (StatesError e) {
        attempt.close();
        errors.handle(visit, e);
        return null;
      }
    }
  }

  /** SendTaskSuccess; with the clock's monitor. */
  public void succeedByToken(TaskAttempt attempt, Object output) {
    attempt.close();
    soon(attempt, () -> succeed(attempt.visit(), output));
  }

  /** SendTaskFailure; with the clock's monitor. */
  public void failByToken(TaskAttempt attempt, StatesError error) {
    attempt.close();
    soon(attempt, () -> fail(attempt, error, HistoryEventType.TASK_FAILED));
  }

  /** The caller of the API does not wait for what its call sets off. */
  private void soon(TaskAttempt attempt, Runnable work) {
    clock.schedule(
        Duration.ZERO,
        () -> {
          synchronized (clock) {
            if (attempt.visit().current()) {
              work.run();
            }
          }
        });
  }

  private void succeed(StateVisit visit, Object result) {
    MachineState.Task task = (MachineState.Task) visit.state;
    visit.run.record(HistoryEventType.TASK_SUCCEEDED, task.name(), JsonText.write(result));
    try {
      departures.leave(visit, task.exit(), visit.scope(null).withResult(result), result);
    } catch (StatesError e) {
      errors.handle(visit, e);
    }
  }

  private void fail(TaskAttempt attempt, StatesError error, HistoryEventType type) {
    attempt.close();
    attempt.visit().run.record(type, attempt.visit().state.name(), null);
    errors.handle(attempt.visit(), error);
  }
}
