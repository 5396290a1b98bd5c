package remediator.reconcile;

import java.util.Map;

/**
 * Which part of a reconciliation the state machine asks for: {@code {"part":"ledger"}}, then {@code
 * {"part":"places","last":{…}}} with what was answered last.
 *
 * @param isFirst whether it is the ledger's part
 * @param from index of the first place that is to be looked at
 * @param total how many places there are
 * @param problems how much could not be looked at before
 */
public record ReconcileRequest(boolean isFirst, int from, int total, int problems) {
  /**
   * Reads one.
   *
   * @throws IllegalStateException where it is none that the state machine makes
   */
  public static ReconcileRequest read(Map<String, Object> event) {
    if ("ledger".equals(event.get("part"))) {
      return new ReconcileRequest(true, 0, 0, 0);
    }
    if ("places".equals(event.get("part"))
        && event.get("last") instanceof Map<?, ?> last
        && last.get("from") instanceof Integer from
        && last.get("total") instanceof Integer total
        && last.get("problems") instanceof Integer problems) {
      return new ReconcileRequest(false, from, total, problems);
    }
    throw new IllegalStateException(
        "part is neither ledger, nor places with what the part before has answered");
  }

  /** What follows it, as many more problems later. */
  public ReconcileRequest next(int next, int all, int more) {
    return new ReconcileRequest(false, next, all, problems + more);
  }

  /** As it is answered: the state machine goes on while the status is pending. */
  public Map<String, Object> toMap() {
    String status = from < total ? "pending" : problems == 0 ? "done" : "unfinished";
    return Map.of("status", status, "from", from, "total", total, "problems", problems);
  }
}
