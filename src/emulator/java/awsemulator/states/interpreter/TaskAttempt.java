package awsemulator.states.interpreter;

import java.time.Instant;

/** One try of a task. It is closed by whatever comes first: an answer, a failure, a time-out. */
public final class TaskAttempt {
  private final StateVisit visit;
  private final String token;
  private final Instant since;
  private Instant lastBeat;
  private boolean closed;

  /**
   * @param token null where the task ends with the function's answer
   */
  TaskAttempt(StateVisit visit, String token, Instant since) {
    this.visit = visit;
    this.token = token;
    this.since = since;
    this.lastBeat = since;
  }

  StateVisit visit() {
    return visit;
  }

  String token() {
    return token;
  }

  Instant since() {
    return since;
  }

  Instant lastBeat() {
    return lastBeat;
  }

  public void beat(Instant now) {
    lastBeat = now;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
