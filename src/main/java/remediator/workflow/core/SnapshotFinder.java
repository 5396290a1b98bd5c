package remediator.workflow.core;

import java.util.Optional;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;

/** Looking at snapshots. */
public final class SnapshotFinder {
  private SnapshotFinder() {}

  public static Optional<Snapshot> find(ElastiCacheClient client, String name) {
    try {
      return client
          .describeSnapshots(r -> r.snapshotName(name).showNodeGroupConfig(true))
          .snapshots()
          .stream()
          .findFirst();
    } catch (SnapshotNotFoundException _) {
      return Optional.empty();
    }
  }
}
