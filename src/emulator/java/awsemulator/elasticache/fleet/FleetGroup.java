package awsemulator.elasticache.fleet;

import awsemulator.elasticache.access.UserGroups;
import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.endpoints.PortRules;
import awsemulator.elasticache.modify.LoadedPending;
import awsemulator.elasticache.snapshots.AutomaticSnapshot;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Puts one loaded group in its place, with AWS's defaults for what the files do not tell. */
final class FleetGroup {
  /** AWS tells a create time of every group; a file may leave it out. */
  private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");

  /** A group that is loaded in one of these stays in it: nobody knows what would end it. */
  private static final Set<String> AT_WORK =
      Set.of("creating", "modifying", "deleting", "snapshotting", "migrating");

  private final CloudEstate estate;
  private final RegionInventory inventory;
  private final ReplicationGroup group;
  private final Map<String, CacheCluster> clusters;

  FleetGroup(
      CloudEstate estate,
      RegionInventory inventory,
      ReplicationGroup group,
      Map<String, CacheCluster> clusters) {
    this.estate = estate;
    this.inventory = inventory;
    this.group = group;
    this.clusters = clusters;
  }

  StoredGroup add() {
    List<CacheCluster> nodes =
        new FleetNodes(estate.engines(), inventory.place(), group, clusters).nodes();
    StoredGroup state =
        new StoredGroup(inventory.place(), withDefaults(group, nodes.getFirst()), nodes);
    inventory.groups.put(state.id(), state);
    if (group.configurationEndpoint() == null
        && group.nodeGroups().getFirst().primaryEndpoint() == null
        && !"creating".equals(group.status())) {
      EndpointAssigner.assign(
          state, EndpointAssigner.hash(state, inventory.hash()), PortRules.of(state));
    }
    nodes.forEach(node -> surroundings(node, state));
    group.userGroupIds().forEach(this::userGroup);
    if (AT_WORK.contains(group.status())) {
      state.work(group.status());
      estate.journal().begin(state.arn(), group.status());
    }
    LoadedPending.of(state).ifPresent(state.pending()::add);
    backedUp(state);
    return state;
  }

  /** The files tell no snapshots; a group that keeps automatic ones has had one taken. */
  private void backedUp(StoredGroup state) {
    Integer days = group.snapshotRetentionLimit();
    if (days != null && days > 0 && !"creating".equals(group.status())) {
      AutomaticSnapshot.add(inventory, state, AutomaticSnapshot.lastWindow(state, estate.now()));
    }
  }

  /** The CLI leaves out what older groups do not have; AWS answers these for all of them. */
  static ReplicationGroup withDefaults(ReplicationGroup group, CacheCluster node) {
    return group.toBuilder()
        .engine(Objects.requireNonNullElse(group.engine(), node.engine()))
        .clusterEnabled(FleetRules.clusterMode(group))
        .replicationGroupCreateTime(
            Stream.of(group.replicationGroupCreateTime(), node.cacheClusterCreateTime())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(LONG_AGO))
        .transitEncryptionEnabled(Boolean.TRUE.equals(group.transitEncryptionEnabled()))
        .atRestEncryptionEnabled(Boolean.TRUE.equals(group.atRestEncryptionEnabled()))
        .authTokenEnabled(Boolean.TRUE.equals(group.authTokenEnabled()))
        .pendingModifiedValues(
            Objects.requireNonNullElseGet(
                group.pendingModifiedValues(),
                () -> ReplicationGroupPendingModifiedValues.builder().build()))
        .build();
  }

  /** What the node lies in or uses exists too. */
  private void surroundings(CacheCluster node, StoredGroup state) {
    if (node.cacheSubnetGroupName() != null) {
      inventory.addSubnetGroup(node.cacheSubnetGroupName());
    }
    String name = state.parameterGroup();
    if (name != null && !inventory.parameterGroups.containsKey(name)) {
      ParameterGroup custom =
          ParameterGroup.custom(name, state.version().family(), "Loaded with " + state.id());
      if (state.clusterMode()) {
        custom.values().put("cluster-enabled", "yes");
      }
      inventory.parameterGroups.put(name, custom);
    }
  }

  private void userGroup(String id) {
    UserGroup loaded =
        UserGroup.builder()
            .userGroupId(id)
            .status("active")
            .engine("redis")
            .arn(inventory.place().arn("usergroup", id))
            .build();
    inventory.userGroups.putIfAbsent(id, loaded);
    UserGroups.associate(inventory, group.replicationGroupId(), List.of(id), List.of());
  }
}
