package awsemulator.states.asl;

import java.util.List;
import java.util.Set;

/** The errors that a retrier or catcher is for ("Handling errors in Step Functions workflows"). */
public record ErrorEquals(List<String> names) {
  static final String ALL = "States.ALL";
  private static final Set<String> TIMEOUTS = Set.of("States.Timeout", "States.HeartbeatTimeout");

  public ErrorEquals {
    names = List.copyOf(names);
  }

  public boolean all() {
    return names.contains(ALL);
  }

  public boolean matches(String error) {
    return names.stream().anyMatch(name -> matches(name, error));
  }

  private static boolean matches(String name, String error) {
    if (error.equals("States.Runtime")) {
      // "A States.Runtime error isn't retriable, and will always cause the execution to fail."
      return false;
    }
    return switch (name) {
      case ALL -> !error.equals("States.DataLimitExceeded");
      case "States.TaskFailed" ->
          !TIMEOUTS.contains(error) && !error.equals("States.DataLimitExceeded");
      case "States.Timeout" -> TIMEOUTS.contains(error);
      default -> name.equals(error);
    };
  }
}
