package remediator.local.cloud;

import awsemulator.data.DataPlane;
import awsemulator.elasticache.fleet.FleetView;
import java.util.List;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import remediator.probe.NodeSocketFactory;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** The way to the nodes that a function in their VPC has: by the names that they have now. */
record LocalVpc(FleetView view, DataPlane data) implements NodeSocketFactory {
  @Override
  public JedisSocketFactory to(String host, int port, boolean tls) {
    for (ReplicationGroup group : view.groups()) {
      for (CacheCluster node : view.nodes(group.arn())) {
        boolean meant =
            node.cacheNodes().stream()
                .anyMatch(n -> n.endpoint().address().equals(host) && n.endpoint().port() == port);
        if (meant && data.running(group.arn())) {
          return to(group, node.cacheClusterId(), host, tls);
        }
      }
    }
    throw new JedisConnectionException("Failed to resolve " + host);
  }

  private JedisSocketFactory to(ReplicationGroup group, String node, String host, boolean tls) {
    for (NodeGroup shard : group.nodeGroups()) {
      List<String> ids = shard.nodeGroupMembers().stream().map(m -> m.cacheClusterId()).toList();
      if (ids.contains(node)) {
        return data.node(group.arn(), shard.nodeGroupId(), ids.getFirst().equals(node), host, tls);
      }
    }
    throw new JedisConnectionException(node + " is in no shard of " + group.replicationGroupId());
  }
}
