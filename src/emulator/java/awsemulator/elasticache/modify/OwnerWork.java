package awsemulator.elasticache.modify;

import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.endpoints.PortRules;
import awsemulator.elasticache.parameters.ServerParameters;
import awsemulator.elasticache.rules.HashSlots;
import awsemulator.elasticache.snapshots.SnapshotMaker;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;

/**
 * What befalls a group without the product: its owner scales it, a primary fails over, or its
 * backup window opens. Only the effects are here, on the control plane: no server is started.
 */
public final class OwnerWork {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm").withZone(ZoneOffset.UTC);

  private final CloudEstate estate;
  private final TimedWork work;
  private final RegionInventory inventory;
  private final StoredGroup group;

  public OwnerWork(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    this.estate = estate;
    this.work = new TimedWork(estate);
    this.inventory = inventory;
    this.group = group;
  }

  /** Begins it; false where the group is busy, so that ElastiCache would refuse. */
  public boolean begin(GroupReshaping reshaping) {
    if (group.work() != null || !"available".equals(group.group().status())) {
      return false;
    }
    switch (reshaping) {
      case ADD_REPLICA -> reshape("another replica", this::withReplica);
      case REMOVE_REPLICA -> reshape("a replica less", this::withoutReplica);
      case ADD_SHARD -> reshape("another shard", this::withShard);
      case FAIL_OVER -> reshape("failover", this::failedOver);
      case AUTOMATIC_BACKUP -> backUp();
    }
    return true;
  }

  /** Whether a group of this shape can be changed so. */
  public boolean possible(GroupReshaping reshaping) {
    return switch (reshaping) {
      case ADD_REPLICA -> shards().getFirst().nodeGroupMembers().size() < 6;
      case REMOVE_REPLICA, FAIL_OVER -> shards().getFirst().nodeGroupMembers().size() > 1;
      case ADD_SHARD -> group.clusterMode();
      case AUTOMATIC_BACKUP -> true;
    };
  }

  private List<NodeGroup> shards() {
    return group.group().nodeGroups();
  }

  private void reshape(String what, Function<List<NodeGroup>, List<NodeGroup>> change) {
    work.modify(group, what, estate.timing().scale(), () -> put(change.apply(shards())));
  }

  private void put(List<NodeGroup> shards) {
    List<String> members =
        shards.stream()
            .flatMap(s -> s.nodeGroupMembers().stream())
            .map(NodeGroupMember::cacheClusterId)
            .toList();
    int port = PortRules.of(group);
    String hash = EndpointAssigner.hash(group, inventory.hash());
    group.nodes().keySet().retainAll(members);
    members.stream().filter(id -> !group.nodes().containsKey(id)).forEach(this::addNode);
    group.change(b -> b.nodeGroups(shards).memberClusters(members));
    EndpointAssigner.assign(group, hash, port);
    ServerParameters.apply(estate, estate.data(), group);
  }

  private void addNode(String id) {
    CacheCluster like = group.anyNode();
    group.node(
        like.toBuilder()
            .cacheClusterId(id)
            .arn(inventory.place().arn("cluster", id))
            .cacheClusterCreateTime(estate.now())
            .cacheNodes(List.of())
            .build());
    inventory.tags.put(inventory.place().arn("cluster", id), inventory.tags.of(group.arn()));
  }

  private List<NodeGroup> withReplica(List<NodeGroup> shards) {
    List<NodeGroup> all = new ArrayList<>(shards);
    NodeGroup first = all.getFirst();
    List<NodeGroupMember> members = new ArrayList<>(first.nodeGroupMembers());
    members.add(member(first.nodeGroupId(), next(members), "replica"));
    all.set(0, first.toBuilder().nodeGroupMembers(members).build());
    return all;
  }

  private static int next(List<NodeGroupMember> members) {
    return members.stream()
            .map(m -> m.cacheClusterId().replaceFirst(".*-", ""))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0)
        + 1;
  }

  private NodeGroupMember member(String shard, int number, String role) {
    String prefix = group.clusterMode() ? group.id() + "-" + shard : group.id();
    return NodeGroupMember.builder()
        .cacheClusterId("%s-%03d".formatted(prefix, number))
        .cacheNodeId("0001")
        .preferredAvailabilityZone(inventory.place().zones().getFirst())
        .currentRole(group.clusterMode() ? null : role)
        .build();
  }

  private List<NodeGroup> withoutReplica(List<NodeGroup> shards) {
    List<NodeGroup> all = new ArrayList<>(shards);
    NodeGroup first = all.getFirst();
    List<NodeGroupMember> members = new ArrayList<>(first.nodeGroupMembers());
    members.removeLast();
    all.set(0, first.toBuilder().nodeGroupMembers(members).build());
    return all;
  }

  /** The new shard takes the upper half of the last one's slots. */
  private List<NodeGroup> withShard(List<NodeGroup> shards) {
    List<NodeGroup> all = new ArrayList<>(shards);
    NodeGroup last = all.removeLast();
    BitSet slots = HashSlots.parse(last.slots()).orElseThrow();
    int half = slots.stream().skip(slots.cardinality() / 2).findFirst().orElseThrow();
    BitSet upper = slots.get(0, HashSlots.COUNT);
    upper.clear(0, half);
    slots.clear(half, HashSlots.COUNT);
    all.add(last.toBuilder().slots(text(slots)).build());
    String id = "%04d".formatted(Integer.parseInt(last.nodeGroupId()) + 1);
    all.add(
        NodeGroup.builder()
            .nodeGroupId(id)
            .status("available")
            .slots(text(upper))
            .nodeGroupMembers(member(id, 1, "primary"))
            .build());
    return all;
  }

  private static String text(BitSet slots) {
    List<String> ranges = new ArrayList<>();
    for (int from = slots.nextSetBit(0); from >= 0; ) {
      int end = slots.nextClearBit(from);
      ranges.add(from + "-" + (end - 1));
      from = slots.nextSetBit(end);
    }
    return String.join(",", ranges);
  }

  /** The first replica becomes the primary; where cluster mode is enabled no role is told. */
  private List<NodeGroup> failedOver(List<NodeGroup> shards) {
    if (group.clusterMode()) {
      return shards;
    }
    NodeGroup only = shards.getFirst();
    String next =
        only.nodeGroupMembers().stream()
            .filter(m -> "replica".equals(m.currentRole()))
            .map(NodeGroupMember::cacheClusterId)
            .findFirst()
            .orElseThrow();
    List<NodeGroupMember> members =
        only.nodeGroupMembers().stream()
            .map(m -> m.toBuilder().currentRole(role(m, next)).build())
            .collect(Collectors.toList());
    return List.of(only.toBuilder().nodeGroupMembers(members).build());
  }

  private static String role(NodeGroupMember member, String primary) {
    return member.cacheClusterId().equals(primary) ? "primary" : "replica";
  }

  /** A snapshot as the service takes it by itself, with the time that it takes. */
  private void backUp() {
    SnapshotMaker maker = new SnapshotMaker(estate);
    Instant now = estate.now();
    String node =
        group.clusterMode() ? null : group.nodes().keySet().stream().sorted().toList().getLast();
    String name = "automatic." + (node == null ? group.id() : node) + "-" + WHEN.format(now);
    SnapshotState snapshot = maker.begin(inventory, group, node, name, null);
    snapshot.change(b -> b.snapshotSource("system"));
    work.begin(group, "snapshotting", "snapshot " + name);
    work.show(group, "snapshotting");
    maker.run(group, snapshot, () -> work.finish(group));
  }
}
