package remediator.probe;

import java.util.Optional;

/** What a node answers to a write. */
public enum WriteAnswer {
  /** Its parameter group holds writes. */
  REFUSED("refused"),
  /** Clients can write. */
  ACCEPTED("accepted"),
  /** It takes writes from its primary alone, whether they are held or not. */
  REPLICA("replica");

  private final String word;

  WriteAnswer(String word) {
    this.word = word;
  }

  /** As the workflow reads it. */
  public String word() {
    return word;
  }

  /** Empty where the engine's error says something else, such as {@code NOAUTH}. */
  static Optional<WriteAnswer> of(String error) {
    if (error.startsWith("NOREPLICAS")) {
      return Optional.of(REFUSED);
    }
    return error.startsWith("READONLY") ? Optional.of(REPLICA) : Optional.empty();
  }
}
