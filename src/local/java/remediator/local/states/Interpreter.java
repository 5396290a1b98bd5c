package remediator.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import remediator.local.states.asl.Definition;
import remediator.local.states.asl.Exit;
import remediator.local.states.asl.Scope;
import remediator.local.states.asl.State;
import remediator.local.states.asl.StatesError;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Takes executions from state to state. Every step is a task on the clock, so an execution that
 * waits is nothing but a task that is not due yet.
 */
final class Interpreter {
  private final VirtualClock clock;
  private final LambdaTasks tasks;
  private final Departures departures;
  private final List<Consumer<Entered>> listeners = new CopyOnWriteArrayList<>();

  Interpreter(VirtualClock clock, TaskTokens tokens, LambdaInvoke lambda) {
    this.clock = clock;
    this.departures = new Departures(clock, this::enter);
    this.tasks = new LambdaTasks(clock, tokens, lambda, departures);
  }

  void onState(Consumer<Entered> listener) {
    listeners.add(listener);
  }

  LambdaTasks tasks() {
    return tasks;
  }

  /** Begins at the start; to be called with the clock's monitor. */
  void start(Run run) {
    run.record(HistoryEventType.EXECUTION_STARTED, null, run.input());
    begin(run, run.machine().definition().startAt(), run.inputValue());
  }

  /** Begins again at the state where it ended; to be called with the clock's monitor. */
  void redrive(Run run) {
    Visit last = run.visit();
    run.redrive();
    run.record(HistoryEventType.EXECUTION_REDRIVEN, null, null);
    if (last == null) {
      begin(run, run.machine().definition().startAt(), run.inputValue());
    } else {
      begin(run, last.state.name(), last.input);
    }
  }

  /** Ends it by StopExecution; to be called with the clock's monitor. */
  void stop(Run run, String error, String cause) {
    departures.end(run, ExecutionStatus.ABORTED, error, cause);
  }

  private void begin(Run run, String state, Object input) {
    Duration bound = run.machine().definition().timeout();
    if (bound != null) {
      int redrives = run.redrives();
      clock.schedule(bound, () -> timeOut(run, redrives));
    }
    clock.schedule(Duration.ZERO, () -> enter(run, state, input));
  }

  private void timeOut(Run run, int redrives) {
    synchronized (clock) {
      // A redrive starts the bound anew, so the old one's end means nothing.
      if (run.running() && run.redrives() == redrives) {
        departures.end(run, ExecutionStatus.TIMED_OUT, "States.Timeout", null);
      }
    }
  }

  private void enter(Run run, String name, Object input) {
    Definition definition = run.machine().definition();
    Visit visit;
    synchronized (clock) {
      if (!run.running() || departures.historyFull(run)) {
        return;
      }
      visit = run.enter(definition.state(name), input);
      departures.entered(visit);
    }
    Entered entered = new Entered(visit.entered, run, name, visit.state.type());
    listeners.forEach(listener -> listener.accept(entered));
    if (visit.state instanceof State.Task) {
      tasks.attempt(visit);
      return;
    }
    synchronized (clock) {
      if (visit.current()) {
        settle(visit);
      }
    }
  }

  private void settle(Visit visit) {
    Scope scope = visit.scope(null);
    try {
      switch (visit.state) {
        case State.Pass pass -> departures.leave(visit, pass.exit(), scope, visit.input);
        case State.Succeed end -> departures.leave(visit, end.exit(), scope, visit.input);
        case State.Choice choice ->
            departures.leave(visit, chosen(choice, scope), scope, visit.input);
        case State.Wait wait -> clock.schedule(span(wait, scope), () -> wake(visit, wait));
        case State.Fail fail ->
            departures.end(
                visit.run,
                ExecutionStatus.FAILED,
                fail.error() == null ? null : fail.error().text(scope),
                fail.cause() == null ? null : fail.cause().text(scope));
        case State.Task task -> throw new IllegalStateException(task.name());
      }
    } catch (StatesError e) {
      departures.fail(visit.run, e);
    }
  }

  private static Exit chosen(State.Choice choice, Scope scope) throws StatesError {
    for (State.Rule rule : choice.rules()) {
      if (rule.condition().bool(scope)) {
        return rule.exit();
      }
    }
    if (choice.otherwise() == null) {
      throw new StatesError(
          "States.NoChoiceMatched", "no rule of " + choice.name() + " matched, and no Default");
    }
    return choice.otherwise();
  }

  private Duration span(State.Wait wait, Scope scope) throws StatesError {
    if (wait.seconds() != null) {
      return wait.seconds().seconds(scope, 0);
    }
    Instant until = wait.timestamp().time(scope);
    return Duration.between(clock.instant(), until);
  }

  private void wake(Visit visit, State.Wait wait) {
    synchronized (clock) {
      if (!visit.current()) {
        return;
      }
      try {
        departures.leave(visit, wait.exit(), visit.scope(null), visit.input);
      } catch (StatesError e) {
        departures.fail(visit.run, e);
      }
    }
  }
}
