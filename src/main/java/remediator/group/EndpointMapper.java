package remediator.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Endpoints of a group as DescribeReplicationGroups tells them. */
final class EndpointMapper {
  private EndpointMapper() {}

  /**
   * @param otherwise the port where the group tells none
   */
  static GroupEndpoints map(ReplicationGroup group, int otherwise) {
    Optional<NodeGroup> only = group.nodeGroups().stream().findFirst();
    Optional<Endpoint> configuration = Optional.ofNullable(group.configurationEndpoint());
    Optional<Endpoint> primary = only.map(NodeGroup::primaryEndpoint);
    Optional<Endpoint> reader = only.map(NodeGroup::readerEndpoint);
    List<String> nodes = new ArrayList<>();
    int port =
        configuration
            .or(() -> primary)
            .map(Endpoint::port)
            .orElse(otherwise == 0 ? 6379 : otherwise);
    for (NodeGroup shard : group.nodeGroups()) {
      shard.nodeGroupMembers().stream()
          .filter(m -> m.readEndpoint() != null)
          .forEach(m -> nodes.add(host(Optional.of(m.readEndpoint()))));
    }
    boolean sharded = configuration.isPresent();
    return new GroupEndpoints(
        sharded ? "" : host(primary),
        sharded ? "" : host(reader),
        host(configuration),
        nodes,
        port);
  }

  private static String host(Optional<Endpoint> endpoint) {
    return endpoint.map(Endpoint::address).orElse("");
  }
}
