package remediator.local;

import awsemulator.data.DataPlane;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import redis.clients.jedis.JedisSocketFactory;

/**
 * A data plane that remembers how many writes a group had had when its data was taken, and whether
 * its servers refused writes then.
 */
final class ObservedData implements DataPlane {
  private final DataPlane real;
  private final Map<String, Long> writesAtSnapshot = new ConcurrentHashMap<>();
  private final Map<String, Long> writesAtCutOver = new ConcurrentHashMap<>();
  private final Set<String> refusing = ConcurrentHashMap.newKeySet();
  private final Set<String> refusedAtSnapshot = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> lastWrites = new ConcurrentHashMap<>();
  private final Map<String, Long> lastKeys = new ConcurrentHashMap<>();
  private final Map<String, Accepts> accepting = new ConcurrentHashMap<>();
  private BiConsumer<String, Accepts> admission = (_, _) -> {};

  ObservedData(DataPlane real) {
    this.real = real;
  }

  /** Told of what each group's ports accept, now and whenever it changes; null at its end. */
  void onAccept(BiConsumer<String, Accepts> listener) {
    admission = listener;
    accepting.forEach(listener);
  }

  /** Its keys are copied from now on, as a snapshot takes them otherwise. */
  void copying(String groupArn) {
    writesAtCutOver.remove(groupArn);
    taken(groupArn);
  }

  /** Its clients are sent to another group from now on. */
  void cutOver(String groupArn) {
    if (running(groupArn)) {
      writesAtCutOver.putIfAbsent(groupArn, writes(groupArn));
    }
  }

  /** Writes that the group had between its first snapshot and cut-over, or now, or its end. */
  long writesAfterSnapshot(String groupArn) {
    Long then = writesAtSnapshot.get(groupArn);
    if (then == null) {
      return 0;
    }
    Long end = writesAtCutOver.get(groupArn);
    if (end == null) {
      end = running(groupArn) ? writes(groupArn) : lastWrites.getOrDefault(groupArn, then);
    }
    return end - then;
  }

  /** Whether every server of the group refused writes when one of its snapshots was taken. */
  boolean refusedAtSnapshot(String groupArn) {
    return refusedAtSnapshot.contains(groupArn);
  }

  /** Keys that the group held when it was stopped. */
  long lastKeys(String groupArn) {
    return lastKeys.getOrDefault(groupArn, 0L);
  }

  @Override
  public void start(String groupArn, List<Shard> shards, String snapshotArn, String suffix) {
    real.start(groupArn, shards, snapshotArn, suffix);
  }

  @Override
  public void accept(String groupArn, Accepts accepts) {
    real.accept(groupArn, accepts);
    accepting.put(groupArn, accepts);
    admission.accept(groupArn, accepts);
  }

  @Override
  public void passwords(String groupArn, List<String> passwords) {
    real.passwords(groupArn, passwords);
  }

  @Override
  public void configure(String groupArn, Map<String, Map<String, String>> byShard) {
    real.configure(groupArn, byShard);
    if (byShard.values().stream().allMatch(ObservedData::refusesWrites)) {
      refusing.add(groupArn);
    } else {
      refusing.remove(groupArn);
    }
  }

  /** The local cloud tells a server of more replicas than it has, or of none. */
  private static boolean refusesWrites(Map<String, String> parameters) {
    return !parameters.getOrDefault("min-replicas-to-write", "0").equals("0");
  }

  @Override
  public void snapshot(String groupArn, String snapshotArn) {
    taken(groupArn);
    real.snapshot(groupArn, snapshotArn);
  }

  private void taken(String groupArn) {
    if (refusing.contains(groupArn)) {
      refusedAtSnapshot.add(groupArn);
    }
    if (running(groupArn)) {
      writesAtSnapshot.putIfAbsent(groupArn, writes(groupArn));
    }
  }

  @Override
  public void copySnapshot(String snapshotArn, String targetArn) {
    real.copySnapshot(snapshotArn, targetArn);
  }

  @Override
  public void deleteSnapshot(String snapshotArn) {
    real.deleteSnapshot(snapshotArn);
  }

  @Override
  public void stop(String groupArn) {
    if (running(groupArn)) {
      lastWrites.put(groupArn, writes(groupArn));
      lastKeys.put(groupArn, keys(groupArn));
    }
    real.stop(groupArn);
    accepting.remove(groupArn);
    admission.accept(groupArn, null);
  }

  @Override
  public boolean running(String groupArn) {
    return real.running(groupArn);
  }

  @Override
  public int port(String groupArn, String nodeGroupId) {
    return real.port(groupArn, nodeGroupId);
  }

  @Override
  public long keys(String groupArn) {
    return real.keys(groupArn);
  }

  @Override
  public long writes(String groupArn) {
    return real.writes(groupArn);
  }

  @Override
  public long keys(String groupArn, String nodeGroupId) {
    return real.keys(groupArn, nodeGroupId);
  }

  @Override
  public long writes(String groupArn, String nodeGroupId) {
    return real.writes(groupArn, nodeGroupId);
  }

  @Override
  public long bytes(String groupArn, String nodeGroupId) {
    return real.bytes(groupArn, nodeGroupId);
  }

  @Override
  public Set<String> running() {
    return real.running();
  }

  @Override
  public long connections(String groupArn, String nodeGroupId) {
    return real.connections(groupArn, nodeGroupId);
  }

  @Override
  public long opened(String groupArn, String nodeGroupId) {
    return real.opened(groupArn, nodeGroupId);
  }

  @Override
  public JedisSocketFactory node(
      String groupArn, String nodeGroupId, boolean primary, String host, boolean tls) {
    return real.node(groupArn, nodeGroupId, primary, host, tls);
  }

  @Override
  public void close() {
    real.close();
  }
}
