package remediator.local.elasticache;

import java.time.Instant;

/**
 * Something that became visible.
 *
 * @param text such as "status available → modifying"
 */
public record Change(Instant at, String arn, String text) {}
