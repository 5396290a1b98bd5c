package remediator.group;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Reads live replication groups. Three places tell about one: the group itself, its cache clusters
 * (subnet group, security groups, parameter group, windows and version are only there), and its
 * tags. A look-up that fails is an exception, never "nothing found".
 *
 * <p>Each is asked once: one reader is for one moment, and what changes something forgets it.
 */
public final class GroupReader {
  /** Looks at each group as it is read; throws where the reader must not go on. */
  public interface Check {
    /** Accepts every group. */
    Check NONE = (_, _) -> {};

    void accept(GroupArn arn, GroupState state);
  }

  private final ElastiCacheClient client;
  private final Check check;
  private final UnaryOperator<CacheGroup> view;
  private final CacheClusterReader nodes;
  private final Map<
          GroupArn, Optional<software.amazon.awssdk.services.elasticache.model.ReplicationGroup>>
      described = new HashMap<>();
  private final Map<String, Map<String, String>> tags = new HashMap<>();

  public GroupReader(ElastiCacheClient client) {
    this(client, Check.NONE, UnaryOperator.identity());
  }

  /**
   * Returns a reader that has every group checked before its caller sees it.
   *
   * @param check called once for each group that is found
   * @param view of each group that is read, for its caller
   */
  public GroupReader(ElastiCacheClient client, Check check, UnaryOperator<CacheGroup> view) {
    this.client = client;
    this.check = check;
    this.view = view;
    this.nodes = new CacheClusterReader(client);
  }

  /** Whatever has been read may have changed. */
  public void invalidate() {
    described.clear();
    tags.clear();
    nodes.invalidate();
  }

  /**
   * The group, or empty where there is none of that id. The tags of a group that is not available
   * cannot be read; it then has none here, and its status says why.
   *
   * <p>The status of a group that has only just been modified may still be {@code available}.
   *
   * @param others that are read next: they share one list of nodes
   */
  public Optional<CacheGroup> read(GroupArn arn, GroupArn... others) {
    return describe(arn).map(group -> read(arn, group, nodesOf(others)));
  }

  /**
   * The same for one that may be replaced: where it is not encrypted at rest, all nodes of the
   * account are listed, since those are counted next.
   */
  public Optional<CacheGroup> readToReplace(GroupArn arn) {
    return describe(arn)
        .map(
            group -> {
              if (!Boolean.TRUE.equals(group.atRestEncryptionEnabled())) {
                nodes.listAll(group.memberClusters());
              }
              return read(arn, group, List.of());
            });
  }

  /**
   * The same without tags, where nobody needs them.
   *
   * @param others that are read next: they share one list of nodes
   */
  public Optional<CacheGroup> describeWithoutTags(GroupArn arn, GroupArn... others) {
    return describe(arn).map(group -> map(arn, group, nodesOf(others), Map.of()));
  }

  /** What the group itself tells that seldom changes, by one call; empty where there is none. */
  public Optional<GroupSummary> outline(GroupArn arn) {
    return describe(arn).map(GroupSummary::of);
  }

  private List<String> nodesOf(GroupArn... groups) {
    return Stream.of(groups)
        .flatMap(arn -> describe(arn).stream())
        .flatMap(g -> g.memberClusters().stream())
        .toList();
  }

  private CacheGroup read(
      GroupArn arn,
      software.amazon.awssdk.services.elasticache.model.ReplicationGroup group,
      List<String> more) {
    if (!CacheGroup.tellsTags(group)) {
      return map(arn, group, more, Map.of());
    }
    try {
      return map(arn, group, more, tags(arn.toString()));
    } catch (InvalidReplicationGroupStateException _) {
      // Its status lags behind: somebody has just begun to modify it.
      return map(arn, group.toBuilder().status("modifying").build(), more, Map.of());
    }
  }

  private CacheGroup map(
      GroupArn arn,
      software.amazon.awssdk.services.elasticache.model.ReplicationGroup group,
      List<String> more,
      Map<String, String> tagged) {
    return view.apply(CacheGroup.of(arn, group, nodes.of(group.memberClusters(), more), tagged));
  }

  /**
   * Only what DescribeReplicationGroups tells, for following a change: one call. Empty where there
   * is no such group.
   */
  public Optional<GroupState> state(GroupArn arn) {
    return describe(arn).map(GroupState::of);
  }

  /**
   * What has been asked of the group's nodes and waits: node type, engine version and the like are
   * told by the nodes only. All nodes of a group wait for the same, so one is asked.
   */
  public List<String> pendingAtNodes(GroupState state) {
    return nodes.of(state.members().stream().limit(1).toList(), List.of()).stream()
        .flatMap(c -> PendingModifications.names(c.pendingModifiedValues()).stream())
        .toList();
  }

  /** The parameter group of each node. */
  public List<NodeParameterGroup> parameterGroups(GroupState state) {
    return nodes.of(state.members(), List.of()).stream().map(NodeParameterGroup::of).toList();
  }

  /**
   * The endpoints of nodes, with the port. A sharded group does not tell them itself.
   *
   * @param ids of cache clusters
   */
  public List<String> nodeEndpoints(List<String> ids) {
    return nodes.of(ids, List.of()).stream()
        .flatMap(c -> c.cacheNodes().stream())
        .filter(n -> n.endpoint() != null)
        .map(n -> n.endpoint().address() + ":" + n.endpoint().port())
        .sorted()
        .toList();
  }

  /** By shard id; empty where there is no such group. */
  public Map<String, List<String>> shards(GroupArn arn) {
    Map<String, List<String>> shards = new LinkedHashMap<>();
    describe(arn).stream()
        .flatMap(g -> g.nodeGroups().stream())
        .forEach(
            shard ->
                shards.put(
                    shard.nodeGroupId(),
                    shard.nodeGroupMembers().stream()
                        .map(NodeGroupMember::cacheClusterId)
                        .sorted()
                        .toList()));
    return shards;
  }

  /** The tags of this have changed. */
  public void forgetTags(String arn) {
    tags.remove(arn);
  }

  /** How many nodes of ElastiCache the account has in this Region, of replication groups or not. */
  public int nodesInRegion() {
    return nodes.inRegion();
  }

  /** By ARN, of a group, a node or a snapshot. */
  public Map<String, String> tags(String arn) {
    return tags.computeIfAbsent(arn, this::listTags);
  }

  private Map<String, String> listTags(String arn) {
    Map<String, String> found = new TreeMap<>();
    for (Tag tag : client.listTagsForResource(r -> r.resourceName(arn)).tagList()) {
      found.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    return found;
  }

  private Optional<software.amazon.awssdk.services.elasticache.model.ReplicationGroup> describe(
      GroupArn arn) {
    Optional<software.amazon.awssdk.services.elasticache.model.ReplicationGroup> known =
        described.get(arn);
    if (known == null) {
      known = ask(arn);
      known.ifPresent(group -> check.accept(arn, GroupState.of(group)));
      described.put(arn, known);
    }
    return known;
  }

  private Optional<software.amazon.awssdk.services.elasticache.model.ReplicationGroup> ask(
      GroupArn arn) {
    try {
      return client
          .describeReplicationGroups(r -> r.replicationGroupId(arn.id()))
          .replicationGroups()
          .stream()
          .filter(g -> arn.id().equalsIgnoreCase(g.replicationGroupId()))
          .findFirst();
    } catch (ReplicationGroupNotFoundException _) {
      return Optional.empty();
    }
  }
}
