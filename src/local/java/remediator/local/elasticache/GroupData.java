package remediator.local.elasticache;

import java.util.List;
import remediator.local.data.DataPlane;

/** Starts the servers of a group as the group says. */
final class GroupData {
  private GroupData() {}

  /**
   * @param snapshot null for an empty group
   * @param hash of the place, for the names in the certificate
   */
  static void start(DataPlane data, GroupState group, SnapshotState snapshot, String hash) {
    List<DataPlane.Shard> shards =
        group.group().nodeGroups().stream()
            .map(
                shard ->
                    new DataPlane.Shard(
                        shard.nodeGroupId(), group.clusterMode() ? shard.slots() : null))
            .toList();
    String suffix = Endpoints.certificateSuffix(group, hash);
    data.start(group.arn(), shards, snapshot == null ? null : snapshot.arn(), suffix);
    data.accept(group.arn(), TlsEdit.accepts(group.tlsMode()));
    data.passwords(group.arn(), group.tokens().demanded());
  }
}
