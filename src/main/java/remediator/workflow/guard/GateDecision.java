package remediator.workflow.guard;

import java.util.Locale;

/** How a gate was answered. */
enum GateDecision {
  APPROVED,
  REJECTED,
  /** Nobody answered, after the last reminder either. */
  EXPIRED,
  /** Neither a clear yes nor a clear no, which counts as a no. */
  UNCLEAR;

  /** The name in the ledger and in messages. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
