package awsemulator.elasticache.create;

import awsemulator.data.DataPlane;
import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.modify.TlsEdit;
import awsemulator.elasticache.parameters.ServerParameters;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import java.util.List;

/** Starts the servers of a group as the group says. */
public final class GroupData {
  private GroupData() {}

  /**
   * @param snapshot null for an empty group
   * @param hash of the place, for the names in the certificate
   */
  public static void start(
      CloudEstate estate, DataPlane data, StoredGroup group, SnapshotState snapshot, String hash) {
    List<DataPlane.Shard> shards =
        group.group().nodeGroups().stream()
            .map(
                shard ->
                    new DataPlane.Shard(
                        shard.nodeGroupId(), group.clusterMode() ? shard.slots() : null))
            .toList();
    String suffix = EndpointAssigner.certificateSuffix(group, hash);
    data.start(group.arn(), shards, snapshot == null ? null : snapshot.arn(), suffix);
    ServerParameters.apply(estate, data, group);
    data.accept(group.arn(), TlsEdit.accepts(group.tlsMode()));
    data.passwords(group.arn(), group.tokens().demanded());
  }
}
