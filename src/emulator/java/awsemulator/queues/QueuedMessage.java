package awsemulator.queues;

import java.time.Instant;

/** A message in a queue, which keeps its id for as long as it is in any. */
final class QueuedMessage {
  final String id;
  final String body;
  final Instant sent;
  int received;
  boolean hidden;

  QueuedMessage(String id, String body, Instant sent) {
    this.id = id;
    this.body = body;
    this.sent = sent;
  }
}
