package remediator.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import remediator.group.GroupSpec.Layout;
import remediator.group.GroupSpec.Node;
import remediator.group.GroupSpec.Shard;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Shards and nodes in an order that a group and its copy have in common: shards by id; in a shard
 * the primary first where the API tells it (cluster mode disabled only), then by the nodes' ids.
 */
final class LayoutMapper {
  private final ReplicationGroup group;
  private final GroupInconsistencies odd;

  LayoutMapper(ReplicationGroup group, GroupInconsistencies odd) {
    this.group = group;
    this.odd = odd;
  }

  Layout map() {
    List<Shard> shards = shards().map(this::shard).toList();
    if (shards.isEmpty()) {
      odd.add("the group lists no shards");
    }
    int nodes = shards.stream().mapToInt(s -> s.nodes().size()).sum();
    if (!shards.isEmpty() && nodes != group.memberClusters().size()) {
      odd.add(
          "the group lists %d nodes, its shards %d"
              .formatted(group.memberClusters().size(), nodes));
    }
    return new Layout(
        text(group.cacheNodeType()),
        clusterMode(),
        shards,
        hasFailover(group),
        "enabled".equals(group.multiAZAsString()),
        "enabled".equals(group.dataTieringAsString()));
  }

  /** Ids of all nodes in the order of the layout; those that are in no shard come last. */
  List<String> members() {
    Set<String> ids = new LinkedHashSet<>();
    shards().flatMap(s -> nodes(s).stream()).forEach(m -> ids.add(text(m.cacheClusterId())));
    ids.addAll(group.memberClusters());
    ids.remove("");
    return List.copyOf(ids);
  }

  private static boolean hasFailover(ReplicationGroup group) {
    String failover = group.automaticFailoverAsString();
    return "enabled".equals(failover) || "enabling".equals(failover);
  }

  private String clusterMode() {
    String told = group.clusterModeAsString();
    String byFlag = Boolean.TRUE.equals(group.clusterEnabled()) ? "enabled" : "disabled";
    return odd.known(
        "the cluster mode",
        told == null ? byFlag : told,
        Set.of("enabled", "disabled", "compatible"));
  }

  private Stream<NodeGroup> shards() {
    return group.nodeGroups().stream().sorted(Comparator.comparing(s -> text(s.nodeGroupId())));
  }

  private Shard shard(NodeGroup shard) {
    if (shard.nodeGroupMembers().isEmpty()) {
      odd.add("shard " + text(shard.nodeGroupId()) + " lists no nodes");
    }
    return new Shard(
        text(shard.nodeGroupId()),
        text(shard.slots()),
        nodes(shard).stream()
            .map(m -> new Node(text(m.preferredAvailabilityZone()), text(m.preferredOutpostArn())))
            .toList());
  }

  private static List<NodeGroupMember> nodes(NodeGroup shard) {
    List<NodeGroupMember> members = new ArrayList<>(shard.nodeGroupMembers());
    members.sort(
        Comparator.<NodeGroupMember>comparingInt(m -> "primary".equals(m.currentRole()) ? 0 : 1)
            .thenComparing(m -> text(m.cacheClusterId())));
    return members;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
