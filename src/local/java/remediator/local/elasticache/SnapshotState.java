package remediator.local.elasticache;

import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** A snapshot, and whether its group had servers running when it was cut. */
final class SnapshotState {
  private final boolean clusterMode;
  private Snapshot snapshot;
  private boolean data;

  SnapshotState(Snapshot snapshot, boolean clusterMode) {
    this.snapshot = snapshot;
    this.clusterMode = clusterMode;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  String name() {
    return snapshot.snapshotName();
  }

  String arn() {
    return snapshot.arn();
  }

  String status() {
    return snapshot.snapshotStatus();
  }

  boolean clusterMode() {
    return clusterMode;
  }

  EngineVersion version() {
    return new EngineVersion(snapshot.engine(), snapshot.engineVersion());
  }

  /** Whether there are keys to restore. */
  boolean data() {
    return data;
  }

  void data(boolean has) {
    data = has;
  }

  void change(UnaryOperator<Snapshot.Builder> change) {
    snapshot = change.apply(snapshot.toBuilder()).build();
  }

  /** The slots of each shard; of one without slots where cluster mode is disabled. */
  List<String> slots() {
    return snapshot.nodeSnapshots().stream()
        .map(NodeSnapshot::nodeGroupConfiguration)
        .map(c -> c == null || c.slots() == null ? "" : c.slots())
        .toList();
  }
}
