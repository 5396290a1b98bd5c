package awsemulator.elasticache.state;

import java.time.Instant;

/**
 * Something that became visible.
 *
 * @param text such as "status available → modifying"
 */
public record VisibleChange(Instant at, String arn, String text) {}
