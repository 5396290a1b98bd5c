package remediator.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.GlobalReplicationGroupInfo;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Makes the read model of what the three describing calls answered. */
final class GroupMapper {
  private static final Set<String> STATUSES =
      Stream.of(GroupStatus.values())
          .map(GroupStatus::apiValue)
          .collect(Collectors.toUnmodifiableSet());

  private final GroupArn arn;
  private final GroupInconsistencies odd = new GroupInconsistencies();

  GroupMapper(GroupArn arn) {
    this.arn = arn;
  }

  remediator.group.CacheGroup map(
      ReplicationGroup group, List<CacheCluster> clusters, Map<String, String> allTags) {
    odd.missing(group.memberClusters(), clusters);
    Map<String, String> tags = new TreeMap<>();
    Map<String, String> awsTags = new TreeMap<>();
    allTags.forEach((k, v) -> (k.startsWith("aws:") ? awsTags : tags).put(k, v));
    GroupSpec spec = new SpecMapper(group, clusters, odd).map(tags, port(group, clusters));
    List<String> pending =
        new ArrayList<>(PendingModifications.names(group.pendingModifiedValues()));
    clusters.forEach(
        c ->
            PendingModifications.names(c.pendingModifiedValues())
                .forEach(p -> addOnce(pending, p)));
    if (clusters.stream().anyMatch(GroupMapper::securityGroupsChange)) {
      addOnce(pending, "SecurityGroups");
    }
    return new remediator.group.CacheGroup(
        arn,
        odd.known("status", group.status(), STATUSES),
        spec,
        EndpointMapper.map(group, spec.network().port()),
        new LayoutMapper(group, odd).members(),
        awsTags,
        pending,
        globalDatastore(group),
        clusters.stream().anyMatch(c -> !c.cacheSecurityGroups().isEmpty()),
        odd.sentences(),
        Optional.ofNullable(group.replicationGroupCreateTime()),
        group.storageEncryptionType() == null ? "" : group.storageEncryptionTypeAsString(),
        conditions(clusters));
  }

  private static CacheGroup.Conditions conditions(List<CacheCluster> clusters) {
    Map<String, String> busy = new TreeMap<>();
    for (CacheCluster cluster : clusters) {
      String status = Objects.requireNonNullElse(cluster.cacheClusterStatus(), "available");
      if (!status.equals("available")) {
        busy.put(cluster.cacheClusterId(), status);
      }
    }
    return new CacheGroup.Conditions(
        clusters.stream()
            .map(NodeParameterGroup::of)
            .filter(NodeParameterGroup::needsReboot)
            .map(NodeParameterGroup::node)
            .toList(),
        busy);
  }

  /** One that is being added or removed: a copy made now would have what is on its way out. */
  private static boolean securityGroupsChange(CacheCluster cluster) {
    return cluster.securityGroups().stream()
        .anyMatch(g -> g.status() != null && !g.status().equals("active"));
  }

  private static Optional<String> globalDatastore(ReplicationGroup group) {
    return Optional.ofNullable(group.globalReplicationGroupInfo())
        .map(GlobalReplicationGroupInfo::globalReplicationGroupId)
        .filter(id -> !id.isEmpty());
  }

  private static int port(ReplicationGroup group, List<CacheCluster> clusters) {
    Optional<Integer> atNodes =
        clusters.stream()
            .flatMap(c -> c.cacheNodes().stream())
            .map(n -> n.endpoint())
            .filter(e -> e != null && e.port() != null)
            .map(Endpoint::port)
            .findFirst();
    return EndpointMapper.map(group, atNodes.orElse(6379)).port();
  }

  private static void addOnce(List<String> list, String value) {
    if (!list.contains(value)) {
      list.add(value);
    }
  }
}
