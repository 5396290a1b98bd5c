package remediator.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import remediator.local.states.asl.JsonText;
import remediator.local.states.asl.Scope;
import remediator.local.states.asl.State;
import remediator.local.states.asl.StatesError;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Runs Task states: one attempt after another, until one succeeds or its error is final. */
final class LambdaTasks {
  private final VirtualClock clock;
  private final TaskTokens tokens;
  private final LambdaInvoke lambda;
  private final Departures departures;
  private final TaskErrors errors;

  /** What an attempt is to do; a null duration means no bound. */
  private record Plan(
      Attempt attempt, String function, String payload, Duration timeout, Duration heartbeat) {}

  LambdaTasks(VirtualClock clock, TaskTokens tokens, LambdaInvoke lambda, Departures departures) {
    this.clock = clock;
    this.tokens = tokens;
    this.lambda = lambda;
    this.departures = departures;
    this.errors = new TaskErrors(clock, departures, this::attempt);
  }

  /** Runs on the clock, without its monitor. */
  void attempt(Visit visit) {
    Plan plan = plan(visit);
    if (plan == null) {
      return;
    }
    Map<String, Object> result = null;
    StatesError error = null;
    try {
      result = lambda.call(visit.run.machine(), plan.function(), plan.payload());
    } catch (StatesError e) {
      error = e;
    }
    synchronized (clock) {
      // The function itself, or an operator, may have ended the task while the function ran.
      if (plan.attempt().closed()) {
        return;
      }
      if (error != null) {
        fail(plan.attempt(), error, HistoryEventType.TASK_FAILED);
      } else if (plan.attempt().token() == null) {
        answered(plan, result);
      } else {
        visit.run.record(HistoryEventType.TASK_SUBMITTED, visit.state.name(), null);
      }
    }
  }

  private Plan plan(Visit visit) {
    synchronized (clock) {
      if (!visit.current() || departures.historyFull(visit.run)) {
        return null;
      }
      State.Task task = (State.Task) visit.state;
      Instant now = clock.instant();
      Attempt attempt =
          task.waitsForToken() ? tokens.open(visit, now) : new Attempt(visit, null, now);
      visit.run.attempt(attempt);
      try {
        Plan plan = plan(attempt, task, visit.scope(attempt.token()));
        visit.run.record(HistoryEventType.TASK_SCHEDULED, task.name(), plan.payload());
        visit.run.record(HistoryEventType.TASK_STARTED, task.name(), null);
        if (task.waitsForToken()) {
          watch(plan);
        }
        return plan;
      } catch (StatesError e) {
        attempt.close();
        errors.handle(visit, e);
        return null;
      }
    }
  }

  private static Plan plan(Attempt attempt, State.Task task, Scope scope) throws StatesError {
    Map<?, ?> arguments = (Map<?, ?>) task.arguments().evaluate(scope);
    if (!(arguments.get("FunctionName") instanceof String function)) {
      throw new StatesError(
          "States.QueryEvaluationError", task.name() + ": FunctionName is not a string");
    }
    Object payload = arguments.containsKey("Payload") ? arguments.get("Payload") : Map.of();
    String text = JsonText.write(payload);
    if (JsonText.overQuota(text)) {
      throw Departures.tooLarge(task, "payload");
    }
    return new Plan(
        attempt,
        function,
        text,
        task.timeout() == null ? null : task.timeout().seconds(scope, 1),
        task.heartbeat() == null ? null : task.heartbeat().seconds(scope, 1));
  }

  private void watch(Plan plan) {
    if (plan.timeout() != null) {
      clock.schedule(plan.timeout(), () -> timeOut(plan.attempt()));
    }
    if (plan.heartbeat() != null) {
      clock.schedule(plan.heartbeat(), () -> checkHeartbeat(plan.attempt(), plan.heartbeat()));
    }
  }

  private void timeOut(Attempt attempt) {
    synchronized (clock) {
      if (!attempt.closed()) {
        fail(attempt, new StatesError("States.Timeout", null), HistoryEventType.TASK_TIMED_OUT);
      }
    }
  }

  private void checkHeartbeat(Attempt attempt, Duration heartbeat) {
    synchronized (clock) {
      Duration left = heartbeat.minus(Duration.between(attempt.lastBeat(), clock.instant()));
      if (attempt.closed()) {
        return;
      }
      if (left.isPositive()) {
        clock.schedule(left, () -> checkHeartbeat(attempt, heartbeat));
      } else {
        fail(
            attempt,
            new StatesError("States.HeartbeatTimeout", null),
            HistoryEventType.TASK_TIMED_OUT);
      }
    }
  }

  /** A function's answer that came too late counts as none. */
  private void answered(Plan plan, Object result) {
    Duration took = Duration.between(plan.attempt().since(), clock.instant());
    if (plan.timeout() != null && took.compareTo(plan.timeout()) > 0) {
      timeOut(plan.attempt());
    } else {
      plan.attempt().close();
      succeed(plan.attempt().visit(), result);
    }
  }

  /** SendTaskSuccess; with the clock's monitor. */
  void succeedByToken(Attempt attempt, Object output) {
    attempt.close();
    clock.schedule(
        Duration.ZERO,
        () -> {
          synchronized (clock) {
            if (attempt.visit().current()) {
              succeed(attempt.visit(), output);
            }
          }
        });
  }

  /** SendTaskFailure; with the clock's monitor. */
  void failByToken(Attempt attempt, StatesError error) {
    attempt.close();
    clock.schedule(
        Duration.ZERO,
        () -> {
          synchronized (clock) {
            if (attempt.visit().current()) {
              fail(attempt, error, HistoryEventType.TASK_FAILED);
            }
          }
        });
  }

  private void succeed(Visit visit, Object result) {
    State.Task task = (State.Task) visit.state;
    visit.run.record(HistoryEventType.TASK_SUCCEEDED, task.name(), JsonText.write(result));
    try {
      departures.leave(visit, task.exit(), visit.scope(null).withResult(result), result);
    } catch (StatesError e) {
      errors.handle(visit, e);
    }
  }

  private void fail(Attempt attempt, StatesError error, HistoryEventType type) {
    attempt.close();
    attempt.visit().run.record(type, attempt.visit().state.name(), null);
    errors.handle(attempt.visit(), error);
  }
}
