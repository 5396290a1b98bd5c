package awsemulator.elasticache.fleet;

import awsemulator.elasticache.parameters.ParameterGroupEdit;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.EngineCatalog;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** The nodes of one loaded group. */
final class FleetNodes {
  /**
   * What cache-clusters.json tells.
   *
   * @param byArn of all groups and of none
   * @param inPart whether there are more that were not read
   */
  record Told(Map<String, CacheCluster> byArn, boolean inPart) {
    Told {
      byArn = new LinkedHashMap<>(byArn);
    }
  }

  private final EngineCatalog engines;
  private final CloudPlace place;
  private final ReplicationGroup group;
  private final Map<String, CacheCluster> clusters;

  /**
   * @param clusters by ARN, of all groups
   */
  FleetNodes(
      EngineCatalog engines,
      CloudPlace place,
      ReplicationGroup group,
      Map<String, CacheCluster> clusters) {
    this.engines = engines;
    this.place = place;
    this.group = group;
    this.clusters = clusters;
  }

  /** All of a group's nodes are told, or none. */
  List<CacheCluster> nodes() {
    List<CacheCluster> nodes = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String id : group.memberClusters()) {
      CacheCluster told = clusters.get(place.arn("cluster", id));
      nodes.add(told == null ? usual(id) : completed(told));
      if (told == null) {
        missing.add(id);
      }
    }
    if (!missing.isEmpty() && missing.size() < nodes.size()) {
      throw new IllegalArgumentException(
          "cache-clusters.json: it lacks "
              + missing
              + ", members of group \""
              + group.replicationGroupId()
              + "\": "
              + "call describe-cache-clusters again, for all of them");
    }
    return nodes;
  }

  private CacheCluster completed(CacheCluster told) {
    return told.toBuilder()
        .cacheNodeType(Objects.requireNonNullElse(told.cacheNodeType(), group.cacheNodeType()))
        .cacheClusterStatus(Objects.requireNonNullElse(told.cacheClusterStatus(), group.status()))
        .replicationGroupId(group.replicationGroupId())
        .build();
  }

  /** A member that cache-clusters.json does not tell of. */
  private CacheCluster usual(String id) {
    String engine = Objects.requireNonNullElse(group.engine(), "redis");
    EngineRelease version = engines.newest(engine).version();
    boolean clusterMode = FleetRules.clusterMode(group);
    return CacheCluster.builder()
        .cacheClusterId(id)
        .arn(place.arn("cluster", id))
        .replicationGroupId(group.replicationGroupId())
        .cacheClusterStatus(group.status())
        .cacheClusterCreateTime(group.replicationGroupCreateTime())
        .cacheNodeType(group.cacheNodeType())
        .engine(engine)
        .engineVersion(version.version())
        .numCacheNodes(1)
        .preferredAvailabilityZone(zone(id))
        .preferredMaintenanceWindow("sun:05:00-sun:06:00")
        .cacheParameterGroup(
            ParameterGroupEdit.inSync(ParameterGroup.defaultName(version, clusterMode)))
        .cacheSubnetGroupName("default")
        .autoMinorVersionUpgrade(group.autoMinorVersionUpgrade())
        .snapshotRetentionLimit(group.snapshotRetentionLimit())
        .snapshotWindow(group.snapshotWindow())
        .authTokenEnabled(group.authTokenEnabled())
        .transitEncryptionEnabled(group.transitEncryptionEnabled())
        .transitEncryptionMode(group.transitEncryptionModeAsString())
        .atRestEncryptionEnabled(group.atRestEncryptionEnabled())
        .networkType(group.networkTypeAsString())
        .ipDiscovery(group.ipDiscoveryAsString())
        .build();
  }

  private String zone(String id) {
    return group.nodeGroups().stream()
        .map(NodeGroup::nodeGroupMembers)
        .flatMap(List::stream)
        .filter(member -> id.equals(member.cacheClusterId()))
        .map(NodeGroupMember::preferredAvailabilityZone)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(place.zones().getFirst());
  }
}
