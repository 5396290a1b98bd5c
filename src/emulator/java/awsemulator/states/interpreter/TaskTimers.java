package awsemulator.states.interpreter;

import awsemulator.states.asl.StatesError;
import awsemulator.time.VirtualClock;
import java.time.Duration;

/** TimeoutSeconds and HeartbeatSeconds of tasks that wait for their token. */
final class TaskTimers {
  /** Fails an attempt; called with the clock's monitor. */
  interface Expiry {
    void expired(TaskAttempt attempt, StatesError error);
  }

  private final VirtualClock clock;
  private final Expiry expiry;

  TaskTimers(VirtualClock clock, Expiry expiry) {
    this.clock = clock;
    this.expiry = expiry;
  }

  void watch(TaskPlan plan) {
    if (plan.timeout() != null) {
      clock.deadline(plan.timeout(), () -> timeOut(plan.attempt()));
    }
    if (plan.heartbeat() != null) {
      clock.deadline(plan.heartbeat(), () -> checkHeartbeat(plan.attempt(), plan.heartbeat()));
    }
  }

  /** Whether a function's answer, which comes now, comes too late. */
  boolean late(TaskPlan plan) {
    Duration took = Duration.between(plan.attempt().since(), clock.instant());
    return plan.timeout() != null && took.compareTo(plan.timeout()) > 0;
  }

  void timeOut(TaskAttempt attempt) {
    synchronized (clock) {
      if (!attempt.closed()) {
        expiry.expired(attempt, new StatesError("States.Timeout", null));
      }
    }
  }

  private void checkHeartbeat(TaskAttempt attempt, Duration heartbeat) {
    synchronized (clock) {
      if (attempt.closed()) {
        return;
      }
      Duration left = heartbeat.minus(Duration.between(attempt.lastBeat(), clock.instant()));
      if (left.isPositive()) {
        clock.deadline(left, () -> checkHeartbeat(attempt, heartbeat));
      } else {
        expiry.expired(attempt, new StatesError("States.HeartbeatTimeout", null));
      }
    }
  }
}
