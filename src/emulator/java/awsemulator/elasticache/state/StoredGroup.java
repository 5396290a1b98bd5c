package awsemulator.elasticache.state;

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
public final class StoredGroup {
  private final CloudPlace place;
  private final Map<String, CacheCluster> nodes = new LinkedHashMap<>();
  private final List<GroupEdit> pending = new ArrayList<>();
  private ReplicationGroup group;
  private AuthTokens tokens = AuthTokens.NONE;
  private String work;
  private Map<String, String> bootedWith;
  private int parameterTurn;

  public StoredGroup(CloudPlace place, ReplicationGroup group, List<CacheCluster> nodes) {
    this.place = place;
    this.group = group;
    nodes.forEach(node -> this.nodes.put(node.cacheClusterId(), node));
    this.tokens = Boolean.TRUE.equals(group.authTokenEnabled()) ? AuthTokens.UNKNOWN : tokens;
  }

  public CloudPlace place() {
    return place;
  }

  public String id() {
    return group.replicationGroupId();
  }

  public String arn() {
    return group.arn();
  }

  public ReplicationGroup group() {
    return group;
  }

  public Map<String, CacheCluster> nodes() {
    return nodes;
  }

  public void change(UnaryOperator<ReplicationGroup.Builder> change) {
    group = change.apply(group.toBuilder()).build();
  }

  public void changeNodes(UnaryOperator<CacheCluster.Builder> change) {
    nodes.replaceAll((id, node) -> change.apply(node.toBuilder()).build());
  }

  public void node(CacheCluster node) {
    nodes.put(node.cacheClusterId(), node);
  }

  /** Any node: all of a group run the same engine, parameter group and windows. */
  public CacheCluster anyNode() {
    return nodes.values().iterator().next();
  }

  public EngineRelease version() {
    return new EngineRelease(anyNode().engine(), anyNode().engineVersion());
  }

  public String parameterGroup() {
    return anyNode().cacheParameterGroup() == null
        ? null
        : anyNode().cacheParameterGroup().cacheParameterGroupName();
  }

  public boolean clusterMode() {
    return Boolean.TRUE.equals(group.clusterEnabled());
  }

  public boolean tls() {
    return Boolean.TRUE.equals(group.transitEncryptionEnabled());
  }

  /** preferred, required, or null without in-transit encryption; required where none is told. */
  public String tlsMode() {
    String mode = group.transitEncryptionModeAsString();
    return tls() ? Objects.requireNonNullElse(mode, "required") : null;
  }

  public boolean accessControl() {
    return Boolean.TRUE.equals(group.authTokenEnabled()) || !group.userGroupIds().isEmpty();
  }

  /** The primary; the first node where the API does not tell (cluster mode enabled). */
  public String primary() {
    return group.nodeGroups().stream()
        .flatMap(shard -> shard.nodeGroupMembers().stream())
        .filter(member -> "primary".equals(member.currentRole()))
        .map(NodeGroupMember::cacheClusterId)
        .findFirst()
        .orElseGet(() -> anyNode().cacheClusterId());
  }

  public AuthTokens tokens() {
    return tokens;
  }

  public void tokens(AuthTokens now) {
    tokens = now;
  }

  /** Changes that wait for the maintenance window, or are under way. */
  public List<GroupEdit> pending() {
    return pending;
  }

  /** What the cloud is at, even while the status still reads available; null for nothing. */
  public String work() {
    return work;
  }

  public void work(String what) {
    work = what;
  }

  /** Parameter values that the servers keep until a reboot; null until there was a change. */
  public Map<String, String> bootedWith() {
    return bootedWith;
  }

  public void bootedWith(Map<String, String> values) {
    bootedWith = values;
  }

  /** The number of the change of parameters that was begun last. */
  public int parameterTurn() {
    return parameterTurn;
  }

  public int nextParameterTurn() {
    return ++parameterTurn;
  }
}
