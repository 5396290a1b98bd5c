package awsemulator.states.interpreter;

import awsemulator.states.asl.MachineDefinition;
import awsemulator.states.asl.MachineState;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Takes executions from state to state. Every step is a task on the clock, so an execution that
 * waits is nothing but a task that is not due yet.
 */
public final class StateInterpreter {
  private final VirtualClock clock;
  private final LambdaTasks tasks;
  private final StateDepartures departures;
  private final PlainStates plain;
  private final List<Consumer<StateEntered>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<ExecutionView>> endings = new CopyOnWriteArrayList<>();

  public StateInterpreter(
      VirtualClock clock, TaskTokens tokens, LambdaInvoke lambda, SdkIntegration sdk) {
    this.clock = clock;
    this.departures = new StateDepartures(clock, this::enter, this::ended);
    this.plain = new PlainStates(clock, departures);
    this.tasks = new LambdaTasks(clock, tokens, lambda, sdk, departures);
  }

  public void onState(Consumer<StateEntered> listener) {
    listeners.add(listener);
  }

  /** Told of every execution that has ended, on the clock's thread, without its monitor. */
  public void onEnd(Consumer<ExecutionView> listener) {
    endings.add(listener);
  }

  private void ended(ExecutionView execution) {
    clock.schedule(Duration.ZERO, () -> endings.forEach(l -> l.accept(execution)));
  }

  public LambdaTasks tasks() {
    return tasks;
  }

  /** Begins at the start; to be called with the clock's monitor. */
  public void start(ExecutionRun run) {
    run.record(HistoryEventType.EXECUTION_STARTED, null, run.input());
    begin(run, run.machine().definition().startAt(), run.inputValue());
  }

  /** Begins again at the state where it ended; to be called with the clock's monitor. */
  public void redrive(ExecutionRun run) {
    StateVisit last = run.visit();
    run.redrive();
    run.record(HistoryEventType.EXECUTION_REDRIVEN, null, null);
    if (last == null) {
      begin(run, run.machine().definition().startAt(), run.inputValue());
    } else {
      begin(run, last.state.name(), last.input);
    }
  }

  /** Ends it by StopExecution; to be called with the clock's monitor. */
  public void stop(ExecutionRun run, String error, String cause) {
    departures.end(run, ExecutionStatus.ABORTED, error, cause);
  }

  private void begin(ExecutionRun run, String state, Object input) {
    Duration bound = run.machine().definition().timeout();
    if (bound != null) {
      int redrives = run.redrives();
      clock.deadline(bound, () -> timeOut(run, redrives));
    }
    clock.schedule(Duration.ZERO, () -> enter(run, state, input));
  }

  private void timeOut(ExecutionRun run, int redrives) {
    synchronized (clock) {
      // A redrive starts the bound anew, so the old one's end means nothing.
      if (run.running() && run.redrives() == redrives) {
        departures.end(run, ExecutionStatus.TIMED_OUT, "States.Timeout", null);
      }
    }
  }

  private void enter(ExecutionRun run, String name, Object input) {
    MachineDefinition definition = run.machine().definition();
    StateVisit visit;
    synchronized (clock) {
      if (!run.running() || departures.historyFull(run)) {
        return;
      }
      visit = run.enter(definition.state(name), input);
      departures.entered(visit);
    }
    StateEntered entered = new StateEntered(visit.entered, run, name, visit.state.type());
    listeners.forEach(listener -> listener.accept(entered));
    if (visit.state instanceof MachineState.Task) {
      tasks.attempt(visit);
      return;
    }
    synchronized (clock) {
      if (visit.current()) {
        plain.settle(visit);
      }
    }
  }
}
