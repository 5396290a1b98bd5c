package remediator.local.elasticache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** What one account has in one Region. */
final class Inventory {
  /** A subnet group lies in one VPC. */
  record SubnetGroup(String name, String vpcId) {
    /** One in each zone, which all subnet groups of the VPC share. */
    String subnetId(String zone) {
      return "subnet-%08x".formatted((vpcId + zone).hashCode());
    }
  }

  private final Place place;
  private String hash;
  final Map<String, GroupState> groups = new TreeMap<>();

  /** Clusters in no replication group: primaries that a deletion retained. */
  final Map<String, CacheCluster> standalone = new TreeMap<>();

  final Map<String, SnapshotState> snapshots = new TreeMap<>();
  final Map<String, ParameterGroup> parameterGroups = new TreeMap<>();
  final Map<String, SubnetGroup> subnetGroups = new TreeMap<>();
  final Map<String, UserGroup> userGroups = new TreeMap<>();
  final TagStore tags = new TagStore();

  Inventory(Place place) {
    this.place = place;
    this.hash = place.hash();
    addSubnetGroup("default");
    ParameterGroup.defaults().forEach(group -> parameterGroups.put(group.name(), group));
  }

  Place place() {
    return place;
  }

  String hash() {
    return hash;
  }

  /** Groups that were loaded have told the hash that this place really has. */
  void hash(String known) {
    hash = known;
  }

  void addSubnetGroup(String name) {
    String vpc = "vpc-%08x".formatted((place.account() + place.region()).hashCode());
    subnetGroups.putIfAbsent(name, new SubnetGroup(name, vpc));
  }

  GroupState group(String id) {
    if (id == null) {
      throw Names.required("ReplicationGroupId");
    }
    GroupState group = groups.get(Names.lower(id));
    if (group == null) {
      throw Refusal.noGroup(id);
    }
    return group;
  }

  SnapshotState snapshot(String name) {
    if (name == null) {
      throw Names.required("SnapshotName");
    }
    SnapshotState snapshot = snapshots.get(Names.lower(name));
    if (snapshot == null) {
      throw Refusal.noSnapshot(name);
    }
    return snapshot;
  }

  ParameterGroup parameterGroup(String name) {
    if (name == null) {
      throw Names.required("CacheParameterGroupName");
    }
    ParameterGroup group = parameterGroups.get(Names.lower(name));
    if (group == null) {
      throw Refusal.noParameterGroup(name);
    }
    return group;
  }

  /** The group that a node is a member of. */
  Optional<GroupState> groupOf(String clusterId) {
    return groups.values().stream()
        .filter(group -> group.nodes().containsKey(Names.lower(clusterId)))
        .findFirst();
  }

  /** Every cache cluster, of a group or not, by id. */
  List<CacheCluster> clusters() {
    Map<String, CacheCluster> all = new TreeMap<>(standalone);
    groups.values().forEach(group -> all.putAll(group.nodes()));
    return new ArrayList<>(all.values());
  }
}
