package remediator.matrix.mishap;

/**
 * When somebody acts.
 *
 * @param step that runs, or whose question is open; empty once the flow has ended
 * @param visit which run of the step, or which question, from 1
 * @param call which call within that run, from 1; 0 where it does not matter
 */
public record Moment(When when, String step, int visit, int call) {
  /** Before, within or after a run of a step; while its question is open; or at the very end. */
  public enum When {
    BEFORE,
    WITHIN,
    AFTER,
    GATE,
    END
  }

  /** When nothing is left to happen, and before the hourly look. */
  public static Moment end() {
    return new Moment(When.END, "", 0, 0);
  }

  @Override
  public String toString() {
    return switch (when) {
      case BEFORE -> "before %s, run %d".formatted(step, visit);
      case WITHIN -> "within %s, run %d, call %d".formatted(step, visit, call);
      case AFTER -> "after %s, run %d".formatted(step, visit);
      case GATE -> "while gate %s is open, question %d".formatted(step, visit);
      case END -> "after the flow";
    };
  }

  /** Hears of every moment at which somebody may act. */
  public interface Listener {
    void at(Moment moment);
  }
}
