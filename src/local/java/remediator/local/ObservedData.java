package remediator.local;

import awsemulator.data.DataPlane;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.JedisSocketFactory;

/** A data plane that remembers how many writes a group had had when its snapshot was taken. */
final class ObservedData implements DataPlane {
  private final DataPlane real;
  private final Map<String, Long> writesAtSnapshot = new ConcurrentHashMap<>();
  private final Map<String, Long> writesAtCutOver = new ConcurrentHashMap<>();
  private final Map<String, Long> lastWrites = new ConcurrentHashMap<>();
  private final Map<String, Long> lastKeys = new ConcurrentHashMap<>();

  ObservedData(DataPlane real) {
    this.real = real;
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
  }

  @Override
  public void passwords(String groupArn, List<String> passwords) {
    real.passwords(groupArn, passwords);
  }

  @Override
  public void configure(String groupArn, Map<String, Map<String, String>> byShard) {
    real.configure(groupArn, byShard);
  }

  @Override
  public void snapshot(String groupArn, String snapshotArn) {
    if (running(groupArn)) {
      writesAtSnapshot.putIfAbsent(groupArn, writes(groupArn));
    }
    real.snapshot(groupArn, snapshotArn);
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
