package remediator.local.elasticache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** A replication group with its nodes, as the Describe operations show them, and what they hide. */
final class GroupState {
  private final Place place;
  private final Map<String, CacheCluster> nodes = new LinkedHashMap<>();
  private final List<Edit> pending = new ArrayList<>();
  private ReplicationGroup group;
  private AuthTokens tokens = AuthTokens.NONE;
  private String work;

  GroupState(Place place, ReplicationGroup group, List<CacheCluster> nodes) {
    this.place = place;
    this.group = group;
    nodes.forEach(node -> this.nodes.put(node.cacheClusterId(), node));
    this.tokens = Boolean.TRUE.equals(group.authTokenEnabled()) ? AuthTokens.UNKNOWN : tokens;
  }

  Place place() {
    return place;
  }

  String id() {
    return group.replicationGroupId();
  }

  String arn() {
    return group.arn();
  }

  ReplicationGroup group() {
    return group;
  }

  Map<String, CacheCluster> nodes() {
    return nodes;
  }

  void change(UnaryOperator<ReplicationGroup.Builder> change) {
    group = change.apply(group.toBuilder()).build();
  }

  void changeNodes(UnaryOperator<CacheCluster.Builder> change) {
    nodes.replaceAll((id, node) -> change.apply(node.toBuilder()).build());
  }

  void node(CacheCluster node) {
    nodes.put(node.cacheClusterId(), node);
  }

  /** Any node: all of a group run the same engine, parameter group and windows. */
  CacheCluster anyNode() {
    return nodes.values().iterator().next();
  }

  EngineVersion version() {
    return new EngineVersion(anyNode().engine(), anyNode().engineVersion());
  }

  String parameterGroup() {
    return anyNode().cacheParameterGroup() == null
        ? null
        : anyNode().cacheParameterGroup().cacheParameterGroupName();
  }

  boolean clusterMode() {
    return Boolean.TRUE.equals(group.clusterEnabled());
  }

  boolean tls() {
    return Boolean.TRUE.equals(group.transitEncryptionEnabled());
  }

  /** preferred, required, or null without in-transit encryption; required where none is told. */
  String tlsMode() {
    String mode = group.transitEncryptionModeAsString();
    return tls() ? Objects.requireNonNullElse(mode, "required") : null;
  }

  boolean accessControl() {
    return Boolean.TRUE.equals(group.authTokenEnabled()) || !group.userGroupIds().isEmpty();
  }

  /** The primary; the first node where the API does not tell (cluster mode enabled). */
  String primary() {
    return group.nodeGroups().stream()
        .flatMap(shard -> shard.nodeGroupMembers().stream())
        .filter(member -> "primary".equals(member.currentRole()))
        .map(NodeGroupMember::cacheClusterId)
        .findFirst()
        .orElseGet(() -> anyNode().cacheClusterId());
  }

  AuthTokens tokens() {
    return tokens;
  }

  void tokens(AuthTokens now) {
    tokens = now;
  }

  /** Changes that wait for the maintenance window, or are under way. */
  List<Edit> pending() {
    return pending;
  }

  /** What the cloud is at, even while the status still reads available; null for nothing. */
  String work() {
    return work;
  }

  void work(String what) {
    work = what;
  }
}
