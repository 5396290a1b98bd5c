package remediator.group;

import static remediator.group.Attribute.compared;
import static remediator.group.Attribute.derived;
import static remediator.group.Attribute.ignored;

import java.util.List;

/** What becomes of every attribute that DescribeCacheClusters tells of a node. */
final class NodeAttributes {
  static final List<Attribute> ALL =
      List.of(
          derived("CacheClusterId", "its name"),
          ignored("ConfigurationEndpoint", "Memcached only"),
          ignored("ClientDownloadLandingPage", "a link for people"),
          ignored("CacheNodeType", "the group tells it"),
          compared("Engine", "engine.version"),
          compared("EngineVersion", "engine.version"),
          derived("CacheClusterStatus", "its state: a failed restore shows here"),
          ignored("NumCacheNodes", "1 in every replication group"),
          ignored("PreferredAvailabilityZone", "the group tells it in NodeGroups"),
          ignored("PreferredOutpostArn", "the group tells it in NodeGroups"),
          ignored("CacheClusterCreateTime", "its age"),
          compared("PreferredMaintenanceWindow", "maintenance.window"),
          derived("PendingModifiedValues", "its state: while there are some, nothing is copied"),
          compared("NotificationConfiguration", "maintenance.topic and topicActive"),
          derived("CacheSecurityGroups", "a group that has one is outside a VPC, and refused"),
          compared("CacheParameterGroup", "engine.parameterGroup"),
          compared("CacheSubnetGroupName", "network.subnetGroup"),
          derived("CacheNodes", "network.port where the group tells no endpoint"),
          compared("AutoMinorVersionUpgrade", "maintenance.minorVersionUpgrade"),
          compared("SecurityGroups", "network.securityGroups; a change under way is pending"),
          derived("ReplicationGroupId", "its group's name"),
          ignored("SnapshotRetentionLimit", "the group tells it"),
          ignored("SnapshotWindow", "the group tells it"),
          ignored("AuthTokenEnabled", "the group tells it"),
          ignored("AuthTokenLastModifiedDate", "its age"),
          ignored("TransitEncryptionEnabled", "the group tells it"),
          ignored("AtRestEncryptionEnabled", "the group tells it"),
          derived("ARN", "its name"),
          ignored("ReplicationGroupLogDeliveryEnabled", "the group tells its logs"),
          ignored("LogDeliveryConfigurations", "the group tells it"),
          ignored("NetworkType", "the group tells it"),
          ignored("IpDiscovery", "the group tells it"),
          ignored("TransitEncryptionMode", "the group tells it"));

  private NodeAttributes() {}
}
