package awsemulator.elasticache.state;

import java.time.Instant;

/**
 * Time in which ElastiCache was at work on a group or a snapshot, from the call that it accepted,
 * whatever the status still read.
 *
 * @param to null while it is not over
 * @param what such as "modifying" or "creating"
 */
public record BusyInterval(String arn, Instant from, Instant to, String what) {}
