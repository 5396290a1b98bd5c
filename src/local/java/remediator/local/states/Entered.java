package remediator.local.states;

import java.time.Instant;

/**
 * An execution entered a state.
 *
 * @param type as in the definition, such as {@code Task}
 */
public record Entered(Instant at, Execution execution, String state, String type) {}
