package remediator.workflow.core;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Tells whether a snapshot was taken of a group, by what the snapshot itself says.
 * DescribeSnapshots by the group's id does not tell: where cluster mode is disabled, a snapshot
 * names the node that it was taken of and no group (cloud-custodian, test_elasticache_snapshot).
 * The node may be gone since, so its id is recognised by its form too; it can have any id where the
 * group was made of a cache cluster.
 *
 * @param group its id
 * @param members ids of the nodes that it had when the flow began
 */
public record SnapshotOrigin(String group, Set<String> members) {
  private static final String WHEN = "-\\d{4}(-\\d{2}){4}$";

  /** The old group. */
  public static SnapshotOrigin of(RemediationCase c) {
    return new SnapshotOrigin(
        c.group().id(),
        c.attribute(CaseAttribute.OLD_MEMBERS).stream()
            .flatMap(String::lines)
            .collect(Collectors.toSet()));
  }

  public boolean is(Snapshot snapshot) {
    return source(snapshot)
        .filter(
            id ->
                id.equals(group)
                    || members.contains(id)
                    || id.matches(Pattern.quote(group) + "(-\\d{4})?-\\d{3}"))
        .isPresent();
  }

  /** The id of a group or a node; an automatic snapshot has it in its name too. */
  private static Optional<String> source(Snapshot snapshot) {
    return Stream.of(
            snapshot.replicationGroupId(),
            snapshot.cacheClusterId(),
            named(snapshot.snapshotName()))
        .filter(id -> id != null && !id.isEmpty())
        .findFirst();
  }

  private static String named(String snapshot) {
    return snapshot.startsWith("automatic.")
        ? snapshot.substring("automatic.".length()).replaceFirst(WHEN, "")
        : "";
  }
}
