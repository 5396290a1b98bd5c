package remediator.workflow.core;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import remediator.ledger.FlowOutcome;
import remediator.notification.Gate;

/** What a step answers its state machine. */
public sealed interface StepResult {
  /** As the state machine reads it. */
  Map<String, Object> toMap();

  /**
   * Reality is as this step wants it.
   *
   * @param idReturned whether the old id is in use again, from which on the way is another
   */
  record Done(boolean idReturned) implements StepResult {
    public Done() {
      this(false);
    }

    @Override
    public Map<String, Object> toMap() {
      return idReturned ? Map.of("status", "done", "idReturned", true) : Map.of("status", "done");
    }
  }

  /**
   * Done, or not to be done yet, since the data is copied key by key: then the way is another. A
   * definition of an earlier release, which an execution may still have, does not know it and rolls
   * back.
   */
  record ToBeCopied() implements StepResult {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "copy");
    }
  }

  /** The flow has ended, and that is told and on record. */
  record Ended(FlowOutcome outcome) implements StepResult {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "ended", "outcome", outcome.word());
    }
  }

  /**
   * The same of a flow that has failed.
   *
   * @param why a sentence
   */
  record Unfinished(String why) implements StepResult {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "unfinished", "outcome", FlowOutcome.FAILED.word(), "reason", why);
    }
  }

  /**
   * A gate before this step is closed: a person is to be asked.
   *
   * @param patience how long an answer is waited for
   * @param nodes endpoints with the port, at which the probe can look at the group's clients
   *     before; empty where it cannot
   */
  record GateClosed(Gate gate, Duration patience, List<String> nodes) implements StepResult {
    public GateClosed {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new TreeMap<>();
      map.put("status", "ask");
      map.put("gate", gate.key());
      map.put("wait", patience.toSeconds());
      if (!nodes.isEmpty()) {
        map.put("nodes", nodes);
      }
      return map;
    }
  }

  /**
   * On its way: look again.
   *
   * @param delay at least one second
   * @param why a sentence
   */
  record Pending(Duration delay, String why) implements StepResult {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "pending", "wait", Math.max(1, delay.toSeconds()), "reason", why);
    }
  }

  /**
   * The nodes are to be asked whether they refuse writes; the step goes on with their answers.
   *
   * @param nodes endpoints with the port, at least one
   * @param tls whether they are spoken to with TLS
   */
  record WriteToTry(List<String> nodes, boolean tls) implements StepResult {
    public WriteToTry {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of(
          "status", "try", "step", "HoldWrites", "ask", "writes", "nodes", nodes, "tls", tls);
    }
  }

  /**
   * The function in the VPC is to work on the keys; the step goes on with its answer.
   *
   * @param step that goes on
   * @param work what is to be done
   * @param position where an earlier call left off; empty at the beginning
   */
  record KeyWork(String step, Work work, Nodes source, Nodes target, Map<?, ?> position)
      implements StepResult {
    /** What the function does. */
    public enum Work {
      MEASURE,
      COPY,
      COMPARE;

      /** As the function reads and tells it. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    /**
     * A group's nodes.
     *
     * @param endpoints with the port
     * @param tls whether they are spoken to with TLS
     */
    public record Nodes(List<String> endpoints, boolean tls) {
      public Nodes {
        endpoints = List.copyOf(endpoints);
      }

      private Map<String, Object> toMap() {
        return Map.of("nodes", endpoints, "tls", tls);
      }
    }

    public KeyWork {
      position = Map.copyOf(position);
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of(
          "status",
          "try",
          "step",
          step,
          "work",
          work.word(),
          "source",
          source.toMap(),
          "target",
          target.toMap(),
          "position",
          position);
    }
  }

  /**
   * It cannot be, and looking again will not help.
   *
   * @param why a sentence that says what to do next
   */
  record Failed(String why) implements StepResult {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "failed", "reason", why);
    }
  }

  /**
   * A gate before this step was not opened.
   *
   * @param outcome how the flow has ended thereby
   * @param why what the person said, or empty
   */
  record NotApproved(FlowOutcome outcome, String why) implements StepResult {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("status", "failed", "outcome", outcome.word(), "reason", why);
    }
  }
}
