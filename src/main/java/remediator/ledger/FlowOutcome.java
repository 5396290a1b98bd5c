package remediator.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a flow that came to its own end has ended. */
public enum FlowOutcome {
  COMPLETE,
  /** A person said no at a gate, or nothing that is clearly a yes. */
  REJECTED,
  /** Nobody answered a gate in time. */
  EXPIRED,
  FAILED;

  /** The name in the ledger, in answers to state machines and in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FlowOutcome> of(Object word) {
    return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
  }
}
