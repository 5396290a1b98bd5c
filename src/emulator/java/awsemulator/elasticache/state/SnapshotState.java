package awsemulator.elasticache.state;

import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** A snapshot, and whether its group had servers running when it was cut. */
public final class SnapshotState {
  private final boolean clusterMode;
  private Snapshot snapshot;
  private boolean data;

  public SnapshotState(Snapshot snapshot, boolean clusterMode) {
    this.snapshot = snapshot;
    this.clusterMode = clusterMode;
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public String name() {
    return snapshot.snapshotName();
  }

  public String arn() {
    return snapshot.arn();
  }

  public String status() {
    return snapshot.snapshotStatus();
  }

  public boolean clusterMode() {
    return clusterMode;
  }

  public EngineRelease version() {
    return new EngineRelease(snapshot.engine(), snapshot.engineVersion());
  }

  /** Whether there are keys to restore. */
  public boolean data() {
    return data;
  }

  public void data(boolean has) {
    data = has;
  }

  public void change(UnaryOperator<Snapshot.Builder> change) {
    snapshot = change.apply(snapshot.toBuilder()).build();
  }

  /** The slots of each shard; of one without slots where cluster mode is disabled. */
  public List<String> slots() {
    return snapshot.nodeSnapshots().stream()
        .map(NodeSnapshot::nodeGroupConfiguration)
        .map(c -> c == null || c.slots() == null ? "" : c.slots())
        .toList();
  }
}
