package remediator.group;

import static remediator.group.Attribute.compared;
import static remediator.group.Attribute.derived;
import static remediator.group.Attribute.ignored;

import java.util.List;

/** What becomes of every attribute that DescribeReplicationGroups tells of a group. */
final class GroupAttributes {
  static final List<Attribute> ALL =
      List.of(
          derived("ReplicationGroupId", "its name"),
          compared("Description", "description"),
          derived("GlobalReplicationGroupInfo", "a member of a Global Datastore is refused"),
          derived("Status", "its state"),
          derived("PendingModifiedValues", "its state: while there are some, nothing is copied"),
          derived("MemberClusters", "names of the nodes; their number is in layout.shards"),
          compared("NodeGroups", "layout.shards, and endpoints"),
          compared("SnapshottingClusterId", "backup.snapshottingNode, by position"),
          compared("AutomaticFailover", "layout.automaticFailover"),
          compared("MultiAZ", "layout.multiAz"),
          derived("ConfigurationEndpoint", "the endpoint carries the id; its port is network.port"),
          compared("SnapshotRetentionLimit", "backup.days"),
          compared("SnapshotWindow", "backup.window"),
          derived("ClusterEnabled", "layout.clusterMode where ClusterMode is not told"),
          compared("CacheNodeType", "layout.nodeType"),
          compared("AuthTokenEnabled", "access.authToken"),
          ignored("AuthTokenLastModifiedDate", "its age"),
          compared("TransitEncryptionEnabled", "encryption.transit"),
          compared("AtRestEncryptionEnabled", "encryption.atRest"),
          ignored("MemberClustersOutpostArns", "NodeGroups tell it node by node"),
          compared("KmsKeyId", "encryption.kmsKey"),
          derived("ARN", "its name"),
          compared("UserGroupIds", "access.userGroups"),
          compared("LogDeliveryConfigurations", "maintenance.logs"),
          ignored("ReplicationGroupCreateTime", "its age"),
          compared("DataTiering", "layout.dataTiering"),
          derived(
              "AutoMinorVersionUpgrade",
              "maintenance.minorVersionUpgrade where the nodes do not tell it"),
          compared("NetworkType", "network.type"),
          compared("IpDiscovery", "network.ipDiscovery"),
          compared("TransitEncryptionMode", "encryption.transit"),
          compared("ClusterMode", "layout.clusterMode"),
          compared("Durability", "engine.durability"),
          ignored("EffectiveDurability", "what a Durability of default comes to"),
          derived("StorageEncryptionType", "told where AtRestEncryptionEnabled does not say it"),
          ignored("Engine", "the nodes tell it with the version"));

  private GroupAttributes() {}
}
