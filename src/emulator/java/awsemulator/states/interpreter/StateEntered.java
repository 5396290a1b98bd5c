package awsemulator.states.interpreter;

import java.time.Instant;

/**
 * An execution entered a state.
 *
 * @param type as in the definition, such as {@code Task}
 */
public record StateEntered(Instant at, ExecutionView execution, String state, String type) {}
