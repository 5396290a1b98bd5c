package awsemulator.states.interpreter;

import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StateExit;
import awsemulator.states.asl.StatesError;
import awsemulator.states.asl.VariableScope;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** How executions leave a state: by an exit, or for good. Called with the clock's monitor. */
final class StateDepartures {
  /** Enters a state; runs on the clock. */
  interface Entry {
    void enter(ExecutionRun run, String state, Object input);
  }

  private final VirtualClock clock;
  private final Entry entry;
  private final Consumer<ExecutionView> ended;

  StateDepartures(VirtualClock clock, Entry entry, Consumer<ExecutionView> ended) {
    this.clock = clock;
    this.entry = entry;
    this.ended = ended;
  }

  void entered(StateVisit visit) {
    MachineState state = visit.state;
    visit.run.record(
        HistoryEventType.fromValue(state.type() + "StateEntered"),
        state.name(),
        JsonText.write(visit.input));
  }

  /**
   * Leaves by an exit. Assign and Output are both evaluated with the variables as they were at
   * entry ("Passing data between states with variables": all at the same time).
   *
   * @param otherwise the output where the exit names none
   * @throws StatesError where an expression fails or the output is too large; nothing has changed
   */
  void leave(StateVisit visit, StateExit exit, VariableScope scope, Object otherwise)
      throws StatesError {
    Map<String, Object> assigned = new LinkedHashMap<>();
    if (exit.assign() != null) {
      ((Map<?, ?>) exit.assign().evaluate(scope))
          .forEach((name, value) -> assigned.put((String) name, value));
    }
    Object output = exit.output() == null ? otherwise : exit.output().evaluate(scope);
    String text = JsonText.write(output);
    if (JsonText.overQuota(text) || JsonText.overQuota(JsonText.write(assigned))) {
      throw tooLarge(visit.state.name(), "output");
    }
    ExecutionRun run = visit.run;
    run.variables().putAll(assigned);
    run.record(
        HistoryEventType.fromValue(visit.state.type() + "StateExited"), visit.state.name(), text);
    if (exit.next() == null) {
      run.record(HistoryEventType.EXECUTION_SUCCEEDED, null, text);
      run.end(ExecutionStatus.SUCCEEDED, text, null, null);
      ended.accept(run);
    } else {
      clock.schedule(Duration.ZERO, () -> entry.enter(run, exit.next(), output));
    }
  }

  static StatesError tooLarge(String task, String what) {
    return new StatesError(
        "States.DataLimitExceeded",
        "The state/task '"
            + task
            + "' returned a result with a size exceeding the maximum number of bytes service limit"
            + " ("
            + what
            + ").");
  }

  void fail(ExecutionRun run, StatesError error) {
    end(run, ExecutionStatus.FAILED, error.name(), error.cause());
  }

  void end(ExecutionRun run, ExecutionStatus status, String error, String cause) {
    run.record(
        switch (status) {
          case TIMED_OUT -> HistoryEventType.EXECUTION_TIMED_OUT;
          case ABORTED -> HistoryEventType.EXECUTION_ABORTED;
          default -> HistoryEventType.EXECUTION_FAILED;
        },
        null,
        null);
    run.end(status, null, error, cause);
    ended.accept(run);
  }

  /** Fails an execution that has no room for another state in its history. */
  boolean historyFull(ExecutionRun run) {
    if (run.history().full()) {
      fail(
          run,
          new StatesError(
              "States.Runtime",
              "The execution reached the maximum number of history events (25000)."));
      return true;
    }
    return false;
  }
}
