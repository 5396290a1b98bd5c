package remediator.step;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import remediator.ledger.Fact;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Whether a snapshot was taken of a group, told by the snapshot itself. DescribeSnapshots by the
 * group's id does not tell: where cluster mode is disabled, a snapshot names the node that it was
 * taken of and no group. The node may be gone since, so its id is also recognised by its form.
 */
final class SnapshotOrigin {
  private static final String WHEN = "-\\d{4}(-\\d{2}){4}";

  private final String group;
  private final Pattern node;
  private final Supplier<List<String>> members;

  /**
   * @param members of the group, asked for only where a name alone does not tell
   */
  SnapshotOrigin(String group, Supplier<List<String>> members) {
    this.group = group;
    this.node = Pattern.compile(Pattern.quote(group) + "(-\\d{4})?-\\d{3}");
    this.members = members;
  }

  /** The old group, which may be gone; its nodes are on record where only they tell. */
  static SnapshotOrigin of(Work work) {
    return new SnapshotOrigin(
        work.group().id(),
        () ->
            Stream.concat(
                    work.now().fact(Fact.OLD_MEMBERS).stream().flatMap(String::lines),
                    work.state(work.group()).stream().flatMap(s -> s.members().stream()))
                .toList());
  }

  boolean is(Snapshot snapshot) {
    return source(snapshot)
        .filter(of -> of.equals(group) || node.matcher(of).matches() || members.get().contains(of))
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
        ? snapshot.substring("automatic.".length()).replaceFirst(WHEN + "$", "")
        : "";
  }
}
