package remediator.matrix.mishap;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How things stood at a moment of a flow in which nothing went wrong.
 *
 * @param calls that the product had made by then
 * @param acts what a person could do then
 * @param names of all groups and snapshots that there were
 */
public record Scene(Moment moment, Instant at, int calls, List<Act> acts, Set<String> names) {}
