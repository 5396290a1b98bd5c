package awsemulator.states.interpreter;

import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StateExit;
import awsemulator.states.asl.StatesError;
import awsemulator.states.asl.VariableScope;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The states that call nobody: Pass, Choice, Wait, Succeed, Fail. They have no Retry or Catch. */
final class PlainStates {
  private final VirtualClock clock;
  private final StateDepartures departures;

  PlainStates(VirtualClock clock, StateDepartures departures) {
    this.clock = clock;
    this.departures = departures;
  }

  /** To be called with the clock's monitor. */
  void settle(StateVisit visit) {
    VariableScope scope = visit.scope(null);
    try {
      switch (visit.state) {
        case MachineState.Pass pass -> departures.leave(visit, pass.exit(), scope, visit.input);
        case MachineState.Succeed end -> departures.leave(visit, end.exit(), scope, visit.input);
        case MachineState.Choice choice ->
            departures.leave(visit, chosen(choice, scope), scope, visit.input);
        case MachineState.Wait wait -> clock.schedule(span(wait, scope), () -> wake(visit, wait));
        case MachineState.Fail fail ->
            departures.end(
                visit.run,
                ExecutionStatus.FAILED,
                fail.error() == null ? null : fail.error().text(scope),
                fail.cause() == null ? null : fail.cause().text(scope));
        case MachineState.Task task -> throw new IllegalStateException(task.name());
      }
    } catch (StatesError e) {
      departures.fail(visit.run, e);
    }
  }

  private static StateExit chosen(MachineState.Choice choice, VariableScope scope)
      throws StatesError {
    for (MachineState.Rule rule : choice.rules()) {
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

  private Duration span(MachineState.Wait wait, VariableScope scope) throws StatesError {
    return wait.seconds() != null
        ? wait.seconds().seconds(scope, 0)
        : Duration.between(clock.instant(), wait.timestamp().time(scope));
  }

  private void wake(StateVisit visit, MachineState.Wait wait) {
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
