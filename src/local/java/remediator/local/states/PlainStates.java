package remediator.local.states;

import java.time.Duration;
import remediator.local.states.asl.Exit;
import remediator.local.states.asl.Scope;
import remediator.local.states.asl.State;
import remediator.local.states.asl.StatesError;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The states that call nobody: Pass, Choice, Wait, Succeed, Fail. They have no Retry or Catch. */
final class PlainStates {
  private final VirtualClock clock;
  private final Departures departures;

  PlainStates(VirtualClock clock, Departures departures) {
    this.clock = clock;
    this.departures = departures;
  }

  /** To be called with the clock's monitor. */
  void settle(Visit visit) {
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
    return wait.seconds() != null
        ? wait.seconds().seconds(scope, 0)
        : Duration.between(clock.instant(), wait.timestamp().time(scope));
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
