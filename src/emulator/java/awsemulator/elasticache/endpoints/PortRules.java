package awsemulator.elasticache.endpoints;

import awsemulator.elasticache.state.StoredGroup;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.CacheNode;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;

/** The port of a group, which is the same for every endpoint and fixed for life. */
public final class PortRules {
  public static final int USUAL = 6379;

  private PortRules() {}

  public static int of(StoredGroup group) {
    Stream<Endpoint> known =
        Stream.of(
                Stream.ofNullable(group.group().configurationEndpoint()),
                group.group().nodeGroups().stream().map(NodeGroup::primaryEndpoint),
                group.nodes().values().stream()
                    .flatMap(node -> node.cacheNodes().stream())
                    .map(CacheNode::endpoint))
            .flatMap(endpoints -> endpoints);
    return known
        .filter(endpoint -> endpoint != null && endpoint.port() != null)
        .map(Endpoint::port)
        .findFirst()
        .orElse(USUAL);
  }
}
