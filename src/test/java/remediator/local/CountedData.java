package remediator.local;

import awsemulator.data.NoData;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Data without servers: of each group it is known how many items it holds and writes it had. */
public final class CountedData extends NoData {
  private final Map<String, Long> items = new HashMap<>();
  private final Map<String, Long> writes = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  /** From now on the group holds so many items. */
  public void items(String groupArn, long count) {
    running.add(groupArn);
    items.put(groupArn, count);
  }

  /** Clients write so often to the group, now. */
  public void write(String groupArn, long count) {
    running.add(groupArn);
    writes.merge(groupArn, count, Long::sum);
  }

  @Override
  public void start(String groupArn, List<Shard> shards, String snapshotArn, String suffix) {
    running.add(groupArn);
  }

  @Override
  public void stop(String groupArn) {
    running.remove(groupArn);
    items.remove(groupArn);
    writes.remove(groupArn);
  }

  @Override
  public boolean running(String groupArn) {
    return running.contains(groupArn);
  }

  @Override
  public Set<String> running() {
    return Set.copyOf(running);
  }

  @Override
  public long keys(String groupArn, String nodeGroupId) {
    return items.getOrDefault(groupArn, 0L);
  }

  @Override
  public long writes(String groupArn, String nodeGroupId) {
    return writes.getOrDefault(groupArn, 0L);
  }
}
