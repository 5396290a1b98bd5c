package remediator.scale.model;

/** What brings events to the function. */
interface IntakeSource {
  /** A rule has matched. */
  void send(SimulatedEvent event);

  /** Events that are kept in a dead-letter queue, for a person. */
  int deadLetters();

  /** Most events that waited at once. */
  int mostWaiting();
}
