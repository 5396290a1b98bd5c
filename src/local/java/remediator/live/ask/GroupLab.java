package remediator.live.ask;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import remediator.live.core.LiveAccount;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Small groups of the run, as expectations make, change and look at them. */
record GroupLab(LiveAccount aws) {
  static final String PLAIN = "plain";
  private static final Duration MOST = Duration.ofMinutes(60);

  ElastiCacheClient elastiCache() {
    return aws.clients.elastiCache();
  }

  String id(String suffix) {
    return aws.name(suffix);
  }

  String arn(String suffix) {
    return aws.arn("elasticache", "replicationgroup:" + id(suffix));
  }

  Tag tag() {
    return Tag.builder().key(LiveAccount.TAG).value(aws.place.run()).build();
  }

  /** As a flow of the product tags what it makes. */
  Tag flowTag() {
    return Tag.builder().key(ResourceTags.FLOW).value(aws.place.run()).build();
  }

  /** Asks for a group of one node, unencrypted unless the change says otherwise. */
  void create(String suffix, Consumer<CreateReplicationGroupRequest.Builder> change) {
    create(elastiCache(), suffix, change);
  }

  /** The same by the clients of another role. */
  void create(
      ElastiCacheClient as, String suffix, Consumer<CreateReplicationGroupRequest.Builder> change) {
    String id = aws.making(ResourceKind.GROUP, id(suffix));
    CreateReplicationGroupRequest.Builder request =
        CreateReplicationGroupRequest.builder()
            .replicationGroupId(id)
            .replicationGroupDescription("live conformance run")
            .engine("redis")
            .cacheNodeType(aws.choices.nodeType())
            .cacheSubnetGroupName(aws.choices.subnetGroup())
            .numCacheClusters(1)
            .automaticFailoverEnabled(false)
            .atRestEncryptionEnabled(false)
            .tags(tag());
    change.accept(request);
    as.createReplicationGroup(request.build());
  }

  /** Empty where it is not there, or not any more. */
  Optional<ReplicationGroup> find(String suffix) {
    try {
      return elastiCache()
          .describeReplicationGroups(r -> r.replicationGroupId(id(suffix)))
          .replicationGroups()
          .stream()
          .findFirst();
    } catch (ReplicationGroupNotFoundException e) {
      return Optional.empty();
    }
  }

  ReplicationGroup group(String suffix) {
    return find(suffix)
        .orElseThrow(
            () -> new IllegalStateException("an earlier expectation has not made " + id(suffix)));
  }

  /** Asks for a change at once. */
  void modify(String suffix, Consumer<ModifyReplicationGroupRequest.Builder> change) {
    ModifyReplicationGroupRequest.Builder request =
        ModifyReplicationGroupRequest.builder()
            .replicationGroupId(id(suffix))
            .applyImmediately(true);
    change.accept(request);
    elastiCache().modifyReplicationGroup(request.build());
  }

  /** Waits for it to be available, and as it should be, with nothing pending. */
  Optional<ReplicationGroup> settled(String suffix, Predicate<ReplicationGroup> as) {
    return aws.await(
        MOST,
        () ->
            find(suffix)
                .filter(g -> g.status().equals("available") && pending(g).isEmpty() && as.test(g)));
  }

  /** Changes it and waits for the end. */
  Verdict changed(
      String suffix,
      Consumer<ModifyReplicationGroupRequest.Builder> change,
      Predicate<ReplicationGroup> as) {
    modify(suffix, change);
    return Verdict.that(
        settled(suffix, as).isPresent(), "it is not so after " + MOST + ": " + told(suffix));
  }

  /** The names of the members of what is pending. */
  static List<String> pending(ReplicationGroup group) {
    return group.pendingModifiedValues() == null
        ? List.of()
        : group.pendingModifiedValues().sdkFields().stream()
            .filter(
                f ->
                    group
                        .pendingModifiedValues()
                        .getValueForField(f.memberName(), Object.class)
                        .filter(v -> !(v instanceof List<?> list && list.isEmpty()))
                        .isPresent())
            .map(f -> f.memberName())
            .toList();
  }

  String told(String suffix) {
    ReplicationGroup group = group(suffix);
    return "status %s, TLS %s %s, AUTH %s, pending %s"
        .formatted(
            group.status(),
            group.transitEncryptionEnabled(),
            group.transitEncryptionModeAsString(),
            group.authTokenEnabled(),
            pending(group));
  }

  /** Waits until its status is this. */
  boolean shows(String suffix, String status, Duration most) {
    return aws.await(
            most, Duration.ofSeconds(5), () -> find(suffix).filter(g -> g.status().equals(status)))
        .isPresent();
  }

  List<CacheCluster> nodes(String suffix) {
    return elastiCache()
        .describeCacheClustersPaginator(r -> r.showCacheNodeInfo(true))
        .cacheClusters()
        .stream()
        .filter(c -> id(suffix).equals(c.replicationGroupId()))
        .toList();
  }

  String endpoint(String suffix) {
    ReplicationGroup group = group(suffix);
    NodeGroup shard = group.nodeGroups().getFirst();
    return group.configurationEndpoint() != null
        ? group.configurationEndpoint().address()
        : shard.primaryEndpoint().address();
  }

  /** Empty where it is not listed, as a final snapshot is not at first. */
  Optional<Snapshot> snapshot(String suffix) {
    try {
      return elastiCache().describeSnapshots(r -> r.snapshotName(id(suffix))).snapshots().stream()
          .findFirst();
    } catch (SnapshotNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Waits for a snapshot to be available, and judges it. */
  Verdict available(String suffix, Function<Snapshot, Verdict> judge) {
    return aws.await(
            MOST, () -> snapshot(suffix).filter(s -> s.snapshotStatus().equals("available")))
        .map(judge)
        .orElse(Verdict.differs("snapshot %s is not available after %s".formatted(suffix, MOST)));
  }

  /** Waits until the group is available and has nothing pending. */
  void rest(String suffix) {
    settled(suffix, g -> true);
  }
}
