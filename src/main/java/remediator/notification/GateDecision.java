package remediator.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a gate was answered. */
public enum GateDecision {
  APPROVED,
  REJECTED,
  /** Nobody answered, after the last reminder either. */
  EXPIRED,
  /** Neither a clear yes nor a clear no, which counts as a no. */
  UNCLEAR;

  /** What a person has sent, who can approve or reject. */
  public static GateDecision sent(Object word) {
    return APPROVED.word().equals(word)
        ? APPROVED
        : REJECTED.word().equals(word) ? REJECTED : UNCLEAR;
  }

  /** The name in the ledger, in answers to state machines and in messages. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
