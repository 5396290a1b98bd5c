package remediator.local.elasticache;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import remediator.local.cloud.AwsFault;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;

/** CreateReplicationGroup, empty or from a snapshot. */
final class CreateGroup {
  private final Estate estate;
  private final Birth birth;

  CreateGroup(Estate estate, Work work) {
    this.estate = estate;
    this.birth = new Birth(estate, work);
  }

  CreateReplicationGroupResponse create(
      Inventory inventory, CreateReplicationGroupRequest request) {
    NewGroup made = check(inventory, request);
    SnapshotState snapshot =
        request.snapshotName() == null ? null : inventory.snapshot(request.snapshotName());
    if (snapshot != null) {
      RestoreRules.check(snapshot, made.version(), made.layout(), request.cacheNodeType());
    }
    Capacity.check(estate, request.cacheNodeType());
    Capacity.check(estate, inventory, made.layout());
    GroupState group = made.state();
    if (request.authToken() != null) {
      group.tokens(AuthTokens.only(request.authToken()));
    }
    inventory.groups.put(group.id(), group);
    tag(inventory, group, request, snapshot);
    UserGroups.associate(inventory, group.id(), request.userGroupIds(), List.of());
    birth.start(
        inventory, group, snapshot, Objects.requireNonNullElse(request.port(), Ports.USUAL));
    return CreateReplicationGroupResponse.builder().replicationGroup(group.group()).build();
  }

  private NewGroup check(Inventory inventory, CreateReplicationGroupRequest request) {
    String id = Names.group(request.replicationGroupId());
    if (inventory.groups.containsKey(id)) {
      throw AwsFault.badRequest(
          "ReplicationGroupAlreadyExists", "Replication group " + id + " already exists.");
    }
    CreateRules.refuseUnsupported(request);
    CreateRules.checkSettings(request, inventory.place());
    EngineVersion version =
        estate
            .engines()
            .resolve(
                Objects.requireNonNullElse(request.engine(), "redis"), request.engineVersion());
    CreateRules.checkNodes(request, version);
    boolean clusterMode = clusterMode(inventory, request);
    String parameterGroup =
        request.cacheParameterGroupName() == null
            ? ParameterGroup.defaultName(version, clusterMode)
            : Names.lower(request.cacheParameterGroupName());
    EngineRules.check(inventory.parameterGroup(parameterGroup), version, clusterMode);
    if (!inventory.subnetGroups.containsKey(NewGroup.subnetGroup(request))) {
      throw Refusal.noSubnetGroup(request.cacheSubnetGroupName());
    }
    EncryptionRules.check(inventory, request, version);
    LayoutRules.check(request, clusterMode, inventory.place());
    Layout layout = Layout.of(request, clusterMode, inventory.place());
    CreateRules.checkFailover(request, layout);
    return new NewGroup(
        inventory.place(), id, request, version, layout, parameterGroup, estate.now());
  }

  /** What ClusterMode says, else the parameter group's cluster-enabled, else the shard count. */
  private static boolean clusterMode(Inventory inventory, CreateReplicationGroupRequest request) {
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
      Inventory inventory,
      GroupState group,
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
