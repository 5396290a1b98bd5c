package awsemulator.elasticache.create;

import awsemulator.elasticache.access.EncryptionRules;
import awsemulator.elasticache.parameters.ParameterGroupEdit;
import awsemulator.elasticache.rules.SecurityGroups;
import awsemulator.elasticache.rules.ShardLayout;
import awsemulator.elasticache.state.NameRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** The nodes of a new group. */
final class NewNodes {
  private final NewGroup group;
  private final CreateReplicationGroupRequest request;

  NewNodes(NewGroup group) {
    this.group = group;
    this.request = group.request();
  }

  List<CacheCluster> nodes() {
    List<CacheCluster> nodes = new ArrayList<>();
    for (ShardLayout.Shard shard : group.layout().shards()) {
      for (int i = 0; i < shard.zones().size(); i++) {
        nodes.add(node(group.memberId(shard, i), shard.zones().get(i), NewGroup.outpost(shard, i)));
      }
    }
    return nodes;
  }

  private CacheCluster node(String nodeId, String zone, String outpost) {
    CacheCluster.Builder node =
        CacheCluster.builder()
            .cacheClusterId(nodeId)
            .arn(group.place().arn("cluster", nodeId))
            .replicationGroupId(group.id())
            .cacheClusterStatus("creating")
            .pendingModifiedValues(pending -> {})
            .cacheClusterCreateTime(group.now())
            .cacheNodeType(request.cacheNodeType())
            .engine(group.version().engine())
            .engineVersion(group.version().version())
            .numCacheNodes(1)
            .preferredAvailabilityZone(zone)
            .preferredOutpostArn(outpost)
            .preferredMaintenanceWindow(
                Objects.requireNonNullElse(
                    NameRules.lower(request.preferredMaintenanceWindow()), "sun:05:00-sun:06:00"))
            .cacheParameterGroup(ParameterGroupEdit.inSync(group.parameterGroup()))
            .cacheSubnetGroupName(NewGroup.subnetGroup(request))
            .securityGroups(SecurityGroups.active(request.securityGroupIds()));
    if (request.notificationTopicArn() != null) {
      node.notificationConfiguration(
          t -> t.topicArn(request.notificationTopicArn()).topicStatus("active"));
    }
    return node.autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
        .snapshotRetentionLimit(Objects.requireNonNullElse(request.snapshotRetentionLimit(), 0))
        .snapshotWindow(group.snapshotWindow())
        .transitEncryptionEnabled(Boolean.TRUE.equals(request.transitEncryptionEnabled()))
        .transitEncryptionMode(group.tlsMode())
        .atRestEncryptionEnabled(EncryptionRules.atRest(request, group.version()))
        .authTokenEnabled(request.authToken() != null)
        .authTokenLastModifiedDate(request.authToken() == null ? null : group.now())
        .logDeliveryConfigurations(group.logs())
        .replicationGroupLogDeliveryEnabled(!group.logs().isEmpty())
        .networkType(Objects.requireNonNullElse(request.networkTypeAsString(), "ipv4"))
        .ipDiscovery(group.ipDiscovery())
        .build();
  }
}
