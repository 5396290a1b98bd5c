package awsemulator.elasticache.endpoints;

import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheNode;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;

/** Gives a group the endpoint names that its mode asks for, "Finding connection endpoints". */
public final class EndpointAssigner {
  private final StoredGroup group;
  private final EndpointNames names;
  private final int port;

  private EndpointAssigner(StoredGroup group, String hash, int port) {
    this.group = group;
    this.names = new EndpointNames(group.place(), group.id(), hash, group.tls());
    this.port = port;
  }

  /** Names every endpoint of the group anew; those that it had are gone from Describe. */
  public static void assign(StoredGroup group, String hash, int port) {
    new EndpointAssigner(group, hash, port).assign();
  }

  /** The names that the group's certificate is good for, without the leading "*.". */
  public static String certificateSuffix(StoredGroup group, String hash) {
    return new EndpointNames(group.place(), group.id(), hash, true).certificateSuffix();
  }

  /** The six characters in an address that is known, or the place's. */
  public static String hash(StoredGroup group, String otherwise) {
    List<Endpoint> known = new ArrayList<>();
    known.add(group.group().configurationEndpoint());
    group.group().nodeGroups().forEach(shard -> known.add(shard.primaryEndpoint()));
    group.nodes().values().stream()
        .flatMap(node -> node.cacheNodes().stream())
        .forEach(node -> known.add(node.endpoint()));
    return known.stream()
        .filter(Objects::nonNull)
        .map(endpoint -> List.of(endpoint.address().split("\\.", -1)))
        .filter(labels -> labels.size() > 4)
        .map(labels -> labels.get(1).equals(group.id()) ? labels.get(2) : labels.get(1))
        .findFirst()
        .orElse(otherwise);
  }

  /** The addresses that clients are meant to use: not those of single nodes. */
  public static List<String> list(StoredGroup group) {
    List<Endpoint> all = new ArrayList<>();
    all.add(group.group().configurationEndpoint());
    for (NodeGroup shard : group.group().nodeGroups()) {
      all.add(shard.primaryEndpoint());
      all.add(shard.readerEndpoint());
    }
    return all.stream().filter(Objects::nonNull).map(Endpoint::address).toList();
  }

  private void assign() {
    List<NodeGroup> shards = group.group().nodeGroups().stream().map(this::shard).toList();
    group.change(
        b ->
            b.nodeGroups(shards)
                .configurationEndpoint(
                    group.clusterMode() ? endpoint(names.configuration()) : null));
    group.nodes().replaceAll((id, node) -> node(node));
  }

  private NodeGroup shard(NodeGroup shard) {
    NodeGroup.Builder named =
        shard.toBuilder()
            .nodeGroupMembers(shard.nodeGroupMembers().stream().map(this::member).toList());
    return group.clusterMode()
        ? named.primaryEndpoint((Endpoint) null).readerEndpoint((Endpoint) null).build()
        : named
            .primaryEndpoint(endpoint(names.primary()))
            .readerEndpoint(endpoint(names.reader()))
            .build();
  }

  /** A member's read endpoint and role are told for cluster mode disabled only. */
  private NodeGroupMember member(NodeGroupMember member) {
    return group.clusterMode()
        ? member
        : member.toBuilder().readEndpoint(endpoint(names.node(member.cacheClusterId()))).build();
  }

  private CacheCluster node(CacheCluster node) {
    CacheNode only =
        node.cacheNodes().isEmpty()
            ? CacheNode.builder()
                .cacheNodeId("0001")
                .cacheNodeStatus("available")
                .cacheNodeCreateTime(node.cacheClusterCreateTime())
                .parameterGroupStatus("in-sync")
                .customerAvailabilityZone(node.preferredAvailabilityZone())
                .customerOutpostArn(node.preferredOutpostArn())
                .build()
            : node.cacheNodes().getFirst();
    return node.toBuilder()
        .cacheNodes(only.toBuilder().endpoint(endpoint(names.node(node.cacheClusterId()))).build())
        .build();
  }

  private Endpoint endpoint(String address) {
    return Endpoint.builder().address(address).port(port).build();
  }
}
