package remediator.workflow.replace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.Layout;
import remediator.group.GroupSpec.LogDelivery;
import remediator.group.GroupSpec.Node;
import remediator.group.GroupSpec.Shard;
import remediator.group.TransitEncryptionMode;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The request that makes a group of a specification, and mostly of a snapshot. Every value is sent
 * explicitly: nothing but the data is promised to be inherited, and the defaults differ between
 * engines. Only members that are younger than an old engine, and that its group can have one value
 * of, are left out for it.
 */
public final class CreateGroupRequestFactory {
  private CreateGroupRequestFactory() {}

  /**
   * Makes it.
   *
   * @param snapshot name of the one that the data comes from; null where the group begins empty
   */
  public static CreateReplicationGroupRequest.Builder of(
      GroupSpec spec, String id, String snapshot, Map<String, String> ourTags) {
    CreateReplicationGroupRequest.Builder request =
        CreateReplicationGroupRequest.builder()
            .replicationGroupId(id)
            .replicationGroupDescription(spec.description())
            .snapshotName(snapshot)
            .engine(spec.engine().version().engine())
            .engineVersion(spec.engine().version().toApiVersion())
            .cacheParameterGroupName(spec.engine().parameterGroup())
            .cacheNodeType(spec.layout().nodeType())
            .automaticFailoverEnabled(spec.layout().automaticFailover())
            .multiAZEnabled(spec.layout().multiAz())
            .cacheSubnetGroupName(spec.network().subnetGroup())
            .port(spec.network().port())
            .atRestEncryptionEnabled(spec.encryption().atRest())
            .transitEncryptionEnabled(spec.encryption().transit() != TransitEncryptionMode.NONE)
            .snapshotRetentionLimit(spec.backup().days())
            .autoMinorVersionUpgrade(spec.maintenance().minorVersionUpgrade())
            .tags(tags(spec, ourTags));
    shape(spec.layout(), request);
    optional(spec, request);
    return request;
  }

  private static void shape(Layout layout, CreateReplicationGroupRequest.Builder request) {
    List<Node> nodes = layout.shards().stream().flatMap(s -> s.nodes().stream()).toList();
    // Only a shard's configuration can name Outposts, also where there is one shard only.
    if (layout.sharded() || nodes.stream().anyMatch(n -> !n.outpost().isEmpty())) {
      request
          .numNodeGroups(layout.shards().size())
          .nodeGroupConfiguration(
              layout.shards().stream().map(CreateGroupRequestFactory::shard).toList());
      return;
    }
    request.numCacheClusters(nodes.size());
    if (nodes.stream().noneMatch(n -> n.zone().isEmpty())) {
      request.preferredCacheClusterAZs(nodes.stream().map(Node::zone).toList());
    }
  }

  private static NodeGroupConfiguration shard(Shard shard) {
    NodeGroupConfiguration.Builder config =
        NodeGroupConfiguration.builder()
            .nodeGroupId(shard.id())
            .slots(shard.slots().isEmpty() ? null : shard.slots())
            .replicaCount(shard.nodes().size() - 1);
    if (shard.nodes().stream().noneMatch(n -> n.zone().isEmpty())) {
      config
          .primaryAvailabilityZone(shard.nodes().getFirst().zone())
          .replicaAvailabilityZones(shard.nodes().stream().skip(1).map(Node::zone).toList());
    }
    if (shard.nodes().stream().noneMatch(n -> n.outpost().isEmpty())) {
      config
          .primaryOutpostArn(shard.nodes().getFirst().outpost())
          .replicaOutpostArns(shard.nodes().stream().skip(1).map(Node::outpost).toList());
    }
    return config.build();
  }

  /** Members that may only be sent where there is a value. */
  private static void optional(GroupSpec spec, CreateReplicationGroupRequest.Builder request) {
    if (!spec.networkTypeToSend().isEmpty()) {
      request.networkType(spec.networkTypeToSend());
    }
    if (!spec.ipDiscoveryToSend().isEmpty()) {
      request.ipDiscovery(spec.ipDiscoveryToSend());
    }
    if (!spec.engine().durability().isEmpty()) {
      request.durability(spec.engine().durability());
    }
    if (!spec.clusterModeToSend().isEmpty()) {
      request.clusterMode(spec.clusterModeToSend());
    }
    if (!spec.network().securityGroups().isEmpty()) {
      request.securityGroupIds(spec.network().securityGroups());
    }
    // Older engines know TLS but no mode, and refuse one; without a mode, TLS is required.
    if (spec.encryption().transit() != TransitEncryptionMode.NONE
        && spec.engine().version().canSwitchTlsOnline()) {
      request.transitEncryptionMode(spec.encryption().transit().apiValue());
    }
    if (!spec.encryption().kmsKey().isEmpty()) {
      request.kmsKeyId(spec.encryption().kmsKey());
    }
    if (!spec.access().userGroups().isEmpty()) {
      request.userGroupIds(spec.access().userGroups());
    }
    if (!spec.backup().window().isEmpty()) {
      request.snapshotWindow(spec.backup().window());
    }
    if (!spec.maintenance().window().isEmpty()) {
      request.preferredMaintenanceWindow(spec.maintenance().window());
    }
    if (!spec.maintenance().topic().isEmpty()) {
      request.notificationTopicArn(spec.maintenance().topic());
    }
    if (!spec.maintenance().logs().isEmpty()) {
      request.logDeliveryConfigurations(
          spec.maintenance().logs().stream().map(CreateGroupRequestFactory::log).toList());
    }
    if (spec.layout().dataTiering()) {
      request.dataTieringEnabled(true);
    }
  }

  private static LogDeliveryConfigurationRequest log(LogDelivery log) {
    return LogDeliveryConfigurationRequest.builder()
        .logType(log.type())
        .destinationType(log.destinationType())
        .logFormat(log.format())
        .enabled(true)
        .destinationDetails(
            d -> {
              if (log.destinationType().equals("cloudwatch-logs")) {
                d.cloudWatchLogsDetails(c -> c.logGroup(log.destination()));
              } else {
                d.kinesisFirehoseDetails(k -> k.deliveryStream(log.destination()));
              }
            })
        .build();
  }

  private static List<Tag> tags(GroupSpec spec, Map<String, String> ours) {
    Map<String, String> all = new TreeMap<>(spec.tags());
    all.putAll(ours);
    return all.entrySet().stream()
        .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
        .toList();
  }
}
