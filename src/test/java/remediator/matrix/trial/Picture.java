package remediator.matrix.trial;

import awsemulator.elasticache.fleet.FleetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Groups and snapshots by their ARNs, as the cloud has them at an instant. */
record Picture(Map<String, ReplicationGroup> groups, Map<String, Snapshot> snapshots) {
  static Picture of(FleetView view) {
    Map<String, ReplicationGroup> groups = new TreeMap<>();
    view.groups().forEach(g -> groups.put(g.arn(), g));
    Map<String, Snapshot> snapshots = new TreeMap<>();
    view.snapshots().forEach(s -> snapshots.put(s.arn(), s));
    return new Picture(groups, snapshots);
  }

  Optional<ReplicationGroup> group(String arn) {
    return Optional.ofNullable(groups.get(arn));
  }

  /** The group that a resource is, or is a node of. */
  Optional<String> groupOf(String arn) {
    if (groups.containsKey(arn)) {
      return Optional.of(arn);
    }
    String node = arn.substring(arn.lastIndexOf(':') + 1);
    return arn.contains(":cluster:")
        ? groups.values().stream()
            .filter(g -> g.memberClusters().contains(node))
            .map(ReplicationGroup::arn)
            .findFirst()
        : Optional.empty();
  }

  boolean snapshotGoing(String arn) {
    Snapshot snapshot = snapshots.get(arn);
    return snapshot == null || snapshot.snapshotStatus().equals("deleting");
  }

  /** Ids and names. */
  List<String> names() {
    return java.util.stream.Stream.concat(
            groups.values().stream().map(ReplicationGroup::replicationGroupId),
            snapshots.values().stream().map(Snapshot::snapshotName))
        .toList();
  }
}
