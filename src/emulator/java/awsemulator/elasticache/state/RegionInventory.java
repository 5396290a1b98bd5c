package awsemulator.elasticache.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** What one account has in one Region. */
public final class RegionInventory {
  /** A subnet group lies in one VPC. */
  public record SubnetGroup(String name, String vpcId) {
    /** One in each zone, which all subnet groups of the VPC share. */
    public String subnetId(String zone) {
      return "subnet-%08x".formatted((vpcId + zone).hashCode());
    }
  }

  private final CloudPlace place;
  private String hash;
  public final Map<String, StoredGroup> groups = new TreeMap<>();

  /** Clusters in no replication group: primaries that a deletion retained. */
  public final Map<String, CacheCluster> standalone = new TreeMap<>();

  public final Map<String, SnapshotState> snapshots = new TreeMap<>();
  public final Map<String, ParameterGroup> parameterGroups = new TreeMap<>();
  public final Map<String, SubnetGroup> subnetGroups = new TreeMap<>();
  public final Map<String, UserGroup> userGroups = new TreeMap<>();
  public final Map<String, User> users = new TreeMap<>();
  public final TagStore tags = new TagStore();

  RegionInventory(CloudPlace place) {
    this.place = place;
    this.hash = place.hash();
    addSubnetGroup("default");
    users.put("default", defaultUser());
    ParameterGroup.defaults().forEach(group -> parameterGroups.put(group.name(), group));
  }

  /** Every account has it: "a default user with user ID default and user name default". */
  private User defaultUser() {
    return User.builder()
        .userId("default")
        .userName("default")
        .status("active")
        .engine("redis")
        .minimumEngineVersion("6.0")
        .accessString("on ~* +@all")
        .authentication(a -> a.type("no-password"))
        .arn(place.arn("user", "default"))
        .build();
  }

  public CloudPlace place() {
    return place;
  }

  public String hash() {
    return hash;
  }

  /** Groups that were loaded have told the hash that this place really has. */
  public void hash(String known) {
    hash = known;
  }

  public void addSubnetGroup(String name) {
    String vpc = "vpc-%08x".formatted((place.account() + place.region()).hashCode());
    subnetGroups.putIfAbsent(name, new SubnetGroup(name, vpc));
  }

  public StoredGroup group(String id) {
    if (id == null) {
      throw NameRules.required("ReplicationGroupId");
    }
    StoredGroup group = groups.get(NameRules.lower(id));
    if (group == null) {
      throw ElastiCacheError.noGroup(id);
    }
    return group;
  }

  public SnapshotState snapshot(String name) {
    if (name == null) {
      throw NameRules.required("SnapshotName");
    }
    SnapshotState snapshot = snapshots.get(NameRules.lower(name));
    if (snapshot == null) {
      throw ElastiCacheError.noSnapshot(name);
    }
    return snapshot;
  }

  public ParameterGroup parameterGroup(String name) {
    if (name == null) {
      throw NameRules.required("CacheParameterGroupName");
    }
    ParameterGroup group = parameterGroups.get(NameRules.lower(name));
    if (group == null) {
      throw ElastiCacheError.noParameterGroup(name);
    }
    return group;
  }

  /** The group that a node is a member of. */
  public Optional<StoredGroup> groupOf(String clusterId) {
    return groups.values().stream()
        .filter(group -> group.nodes().containsKey(NameRules.lower(clusterId)))
        .findFirst();
  }

  /** Every cache cluster, of a group or not, by id. */
  public List<CacheCluster> clusters() {
    Map<String, CacheCluster> all = new TreeMap<>(standalone);
    groups.values().forEach(group -> all.putAll(group.nodes()));
    return new ArrayList<>(all.values());
  }
}
