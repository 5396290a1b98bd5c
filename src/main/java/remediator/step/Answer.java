package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a step answers its state machine. */
public sealed interface Answer {
  /** As the state machine reads it. */
  Map<String, Object> toMap();

  /** Reality is as this step wants it. */
  record Done() implements Answer {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "done");
    }
  }

  /** Reality is as this step wants it, that was the last thing to do, and the flow has ended. */
  record Ended() implements Answer {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "ended");
    }
  }

  /**
   * Reality is as this step wants it, and the probe can look at the group's clients.
   *
   * @param nodes endpoints with the port
   */
  record Reachable(List<String> nodes) implements Answer {
    public Reachable {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "done", "nodes", nodes);
    }
  }

  /**
   * The new group has been compared with the old one.
   *
   * @param differences how many were not planned; while there is one, a person is asked
   */
  record Compared(int differences) implements Answer {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "done", "differences", differences);
    }
  }

  /**
   * On its way: look again.
   *
   * @param delay at least one second
   * @param why a sentence
   */
  record Pending(Duration delay, String why) implements Answer {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "pending", "wait", Math.max(1, delay.toSeconds()), "reason", why);
    }
  }

  /**
   * It cannot be, and looking again will not help.
   *
   * @param why a sentence that says what to do next
   */
  record Failed(String why) implements Answer {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "failed", "reason", why);
    }
  }
}
