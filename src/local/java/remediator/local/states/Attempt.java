package remediator.local.states;

import java.time.Instant;

/** One try of a task. It is closed by whatever comes first: an answer, a failure, a time-out. */
final class Attempt {
  private final Visit visit;
  private final String token;
  private final Instant since;
  private Instant lastBeat;
  private boolean closed;

  /**
   * @param token null where the task ends with the function's answer
   */
  Attempt(Visit visit, String token, Instant since) {
    this.visit = visit;
    this.token = token;
    this.since = since;
    this.lastBeat = since;
  }

  Visit visit() {
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

  void beat(Instant now) {
    lastBeat = now;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
