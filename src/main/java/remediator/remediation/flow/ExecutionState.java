package remediator.remediation.flow;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * How an execution stands.
 *
 * @param error the name of its error, where it failed
 * @param stopped when it ended; empty while it runs
 */
record ExecutionState(ExecutionStatus status, Optional<String> error, Optional<Instant> stopped) {
  /**
   * What the state machines end with after the step CompleteFlow, where the group is not
   * remediated.
   */
  private static final String NOT_REMEDIATED = "NotRemediated";

  private static final Set<ExecutionStatus> RUNNING =
      Set.of(ExecutionStatus.RUNNING, ExecutionStatus.PENDING_REDRIVE);

  boolean runs() {
    return RUNNING.contains(status);
  }

  /**
   * Whether the flow came to its own end. Then the step CompleteFlow had written that into the
   * ledger before: the state machines know no other way to these ends.
   */
  boolean hasEndedItself() {
    return status == ExecutionStatus.SUCCEEDED
        || (status == ExecutionStatus.FAILED && error.equals(Optional.of(NOT_REMEDIATED)));
  }

  /** What became of it, to follow its name. */
  String words() {
    return switch (status) {
      case ABORTED -> "was stopped by somebody";
      case TIMED_OUT -> "has timed out";
      default -> "is over without having ended its work";
    };
  }
}
