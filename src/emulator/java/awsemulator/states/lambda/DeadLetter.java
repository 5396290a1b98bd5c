package awsemulator.states.lambda;

import java.time.Instant;

/**
 * The record of an asynchronous invocation that failed for good.
 *
 * @param queue the name of the queue that is the function's OnFailure destination
 * @param body JSON text
 */
public record DeadLetter(Instant at, String queue, String body) {}
