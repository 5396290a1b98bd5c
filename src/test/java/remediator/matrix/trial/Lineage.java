package remediator.matrix.trial;

import awsemulator.data.NoData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Data without servers: of each group and snapshot it is known whose keys it holds, shard by shard.
 * A group that was made empty holds nothing of anybody else's.
 */
final class Lineage extends NoData {
  /** What a group or a snapshot holds: slots by shard, and the group that the keys are from. */
  record Held(String origin, Map<String, String> slots) {}

  private static final String EMPTY = "empty group ";

  private final Map<String, Held> groups = new HashMap<>();
  private final Map<String, Held> snapshots = new HashMap<>();
  private int empty;

  /** The groups that there are from the beginning. */
  Lineage(String... groupArns) {
    for (String arn : groupArns) {
      groups.put(arn, new Held(arn, Map.of()));
    }
  }

  @Override
  public void start(String groupArn, List<Shard> shards, String snapshotArn, String suffix) {
    Map<String, String> slots = new TreeMap<>();
    shards.forEach(s -> slots.put(s.nodeGroupId(), String.valueOf(s.slots())));
    String origin =
        snapshotArn == null ? EMPTY + ++empty : of(snapshotArn).map(Held::origin).orElse("nothing");
    groups.put(groupArn, new Held(origin, slots));
  }

  private Optional<Held> of(String snapshotArn) {
    return Optional.ofNullable(snapshots.get(snapshotArn));
  }

  @Override
  public void snapshot(String groupArn, String snapshotArn) {
    snapshots.put(snapshotArn, group(groupArn));
  }

  @Override
  public void copySnapshot(String snapshotArn, String targetArn) {
    of(snapshotArn).ifPresent(held -> snapshots.put(targetArn, held));
  }

  @Override
  public void deleteSnapshot(String snapshotArn) {
    snapshots.remove(snapshotArn);
  }

  /** All keys of a group are copied into another one. */
  void copy(String sourceArn, String targetArn) {
    groups.put(targetArn, new Held(group(sourceArn).origin(), group(targetArn).slots()));
  }

  @Override
  public void stop(String groupArn) {
    groups.remove(groupArn);
  }

  static boolean isEmpty(String origin) {
    return origin.startsWith(EMPTY);
  }

  Held group(String groupArn) {
    return groups.getOrDefault(groupArn, new Held("", Map.of()));
  }

  Optional<Held> snapshotOf(String snapshotArn) {
    return of(snapshotArn);
  }

  @Override
  public boolean running(String groupArn) {
    return groups.containsKey(groupArn);
  }

  /** As many as is needed to tell a group that holds the data from one that is empty. */
  @Override
  public long keys(String groupArn, String nodeGroupId) {
    String origin = group(groupArn).origin();
    return origin.isEmpty() || isEmpty(origin) ? 0 : 1_000;
  }
}
