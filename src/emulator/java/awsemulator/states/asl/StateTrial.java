package awsemulator.states.asl;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one state does by itself, with a result or an error given for what a task would call. */
public final class StateTrial {
  /**
   * How a state is left.
   *
   * @param next null where the execution ends
   */
  public record Way(Object output, Map<String, Object> assigned, String next) {}

  private StateTrial() {}

  /** A state that calls nobody. */
  public static Way of(MachineState state, VariableScope scope) throws StatesError {
    return switch (state) {
      case MachineState.Pass pass -> leave(pass.exit(), scope);
      case MachineState.Succeed end -> leave(end.exit(), scope);
      case MachineState.Choice choice -> leave(chosen(choice, scope), scope);
      case MachineState.Wait wait -> {
        if (wait.seconds() != null) {
          wait.seconds().seconds(scope, 0);
        } else {
          wait.timestamp().time(scope);
        }
        yield leave(wait.exit(), scope);
      }
      case MachineState.Fail fail ->
          throw new StatesError(
              fail.error() == null ? null : fail.error().text(scope),
              fail.cause() == null ? null : fail.cause().text(scope));
      case MachineState.Task task -> throw new IllegalArgumentException(task.name());
    };
  }

  /** A task that was answered; its arguments must be evaluable too. */
  public static Way withResult(MachineState state, VariableScope scope, Object result)
      throws StatesError {
    MachineState.Task task = (MachineState.Task) state;
    task.arguments().evaluate(scope);
    VariableScope after = scope.withResult(result);
    Way way = leave(task.exit(), after);
    return task.exit().output() == null ? new Way(result, way.assigned(), way.next()) : way;
  }

  /**
   * A task that failed for good: the way of the first catcher that takes the error.
   *
   * @throws StatesError the error itself, where none does
   */
  public static Way withError(MachineState state, VariableScope scope, StatesError error)
      throws StatesError {
    MachineState.Task task = (MachineState.Task) state;
    task.arguments().evaluate(scope);
    for (MachineState.Catcher catcher : task.catchers()) {
      if (catcher.errors().matches(error.name())) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("Error", error.name());
        told.put("Cause", error.cause());
        Way way = leave(catcher.exit(), scope.withErrorOutput(told));
        return catcher.exit().output() == null ? new Way(told, way.assigned(), way.next()) : way;
      }
    }
    throw error;
  }

  private static StateExit chosen(MachineState.Choice choice, VariableScope scope)
      throws StatesError {
    for (MachineState.Rule rule : choice.rules()) {
      if (rule.condition().bool(scope)) {
        return rule.exit();
      }
    }
    if (choice.otherwise() == null) {
      throw new StatesError("States.NoChoiceMatched", "no rule of " + choice.name() + " matched");
    }
    return choice.otherwise();
  }

  private static Way leave(StateExit exit, VariableScope scope) throws StatesError {
    Map<String, Object> assigned = new LinkedHashMap<>();
    if (exit.assign() != null) {
      ((Map<?, ?>) exit.assign().evaluate(scope))
          .forEach((name, value) -> assigned.put((String) name, value));
    }
    Object output =
        exit.output() == null ? scope.states().get("input") : exit.output().evaluate(scope);
    return new Way(output, assigned, exit.next());
  }
}
