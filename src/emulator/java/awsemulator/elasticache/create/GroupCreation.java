package awsemulator.elasticache.create;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.access.EncryptionRules;
import awsemulator.elasticache.access.UserGroups;
import awsemulator.elasticache.endpoints.PortRules;
import awsemulator.elasticache.modify.EngineRules;
import awsemulator.elasticache.rules.CapacityRules;
import awsemulator.elasticache.rules.LayoutRules;
import awsemulator.elasticache.rules.ShardLayout;
import awsemulator.elasticache.rules.TagRules;
import awsemulator.elasticache.snapshots.RestoreRules;
import awsemulator.elasticache.state.AuthTokens;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;

/** CreateReplicationGroup, empty or from a snapshot. */
public final class GroupCreation {
  private final CloudEstate estate;
  private final GroupBirth birth;

  public GroupCreation(CloudEstate estate, TimedWork work) {
    this.estate = estate;
    this.birth = new GroupBirth(estate, work);
  }

  public CreateReplicationGroupResponse create(
      RegionInventory inventory, CreateReplicationGroupRequest request) {
    NewGroup made = check(inventory, request);
    SnapshotState snapshot =
        request.snapshotName() == null ? null : inventory.snapshot(request.snapshotName());
    if (snapshot != null) {
      RestoreRules.check(snapshot, made.version(), made.layout(), request.cacheNodeType());
    }
    CapacityRules.check(estate, request.cacheNodeType());
    CapacityRules.check(estate, inventory, made.layout());
    StoredGroup group = made.state();
    if (request.authToken() != null) {
      group.tokens(AuthTokens.only(request.authToken()));
    }
    inventory.groups.put(group.id(), group);
    tag(inventory, group, request, snapshot);
    UserGroups.associate(inventory, group.id(), request.userGroupIds(), List.of());
    birth.start(
        inventory, group, snapshot, Objects.requireNonNullElse(request.port(), PortRules.USUAL));
    return CreateReplicationGroupResponse.builder().replicationGroup(group.group()).build();
  }

  private NewGroup check(RegionInventory inventory, CreateReplicationGroupRequest request) {
    String id = NameRules.group(request.replicationGroupId());
    if (inventory.groups.containsKey(id)) {
      throw AwsFault.badRequest(
          "ReplicationGroupAlreadyExists", "Replication group " + id + " already exists.");
    }
    CreateRules.refuseUnsupported(request);
    CreateRules.checkSettings(request, inventory.place());
    EngineRelease version =
        estate
            .engines()
            .resolve(
                Objects.requireNonNullElse(request.engine(), "redis"), request.engineVersion());
    CreateRules.checkNodes(request, version);
    boolean clusterMode = clusterMode(inventory, request);
    String parameterGroup =
        request.cacheParameterGroupName() == null
            ? ParameterGroup.defaultName(version, clusterMode)
            : NameRules.lower(request.cacheParameterGroupName());
    EngineRules.check(inventory.parameterGroup(parameterGroup), version, clusterMode);
    if (!inventory.subnetGroups.containsKey(NewGroup.subnetGroup(request))) {
      throw ElastiCacheError.noSubnetGroup(request.cacheSubnetGroupName());
    }
    EncryptionRules.check(inventory, request, version);
    LayoutRules.check(request, clusterMode, inventory.place());
    ShardLayout layout = ShardLayout.of(request, clusterMode, inventory.place());
    CreateRules.checkFailover(request, layout);
    return new NewGroup(
        inventory.place(), id, request, version, layout, parameterGroup, estate.now());
  }

  /** What ClusterMode says, else the parameter group's cluster-enabled, else the shard count. */
  private static boolean clusterMode(
      RegionInventory inventory, CreateReplicationGroupRequest request) {
    if (request.clusterModeAsString() != null) {
      return request.clusterModeAsString().equals("enabled");
    }
    if (request.cacheParameterGroupName() != null) {
      return inventory.parameterGroup(request.cacheParameterGroupName()).clusterEnabled();
    }
    return LayoutRules.shards(request) > 1;
  }

  /** Without Tags a restored group inherits the snapshot's; with Tags it has only those. */
  private static void tag(
      RegionInventory inventory,
      StoredGroup group,
      CreateReplicationGroupRequest request,
      SnapshotState snapshot) {
    Map<String, String> tags = TagRules.checked(request.tags());
    if (tags.isEmpty() && snapshot != null) {
      tags = inventory.tags.of(snapshot.arn());
    }
    inventory.tags.put(group.arn(), tags);
    for (String node : group.nodes().keySet()) {
      inventory.tags.put(inventory.place().arn("cluster", node), tags);
    }
  }
}
