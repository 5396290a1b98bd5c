package awsemulator.elasticache;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;

class SnapshotTest {
  private static final Duration LONG = Duration.ofMinutes(20);
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void ofANodeKeepsTheGroupBusyUntilItIsAvailable() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(byNode("orders-002", "before"));
    assertThat(cloud.group("orders").status()).isEqualTo("snapshotting");
    assertThat(cloud.node("orders-002").cacheClusterStatus()).isEqualTo("snapshotting");
    assertThat(cloud.node("orders-001").cacheClusterStatus()).isEqualTo("available");
    assertThat(cloud.snapshot("before").snapshotStatus()).isEqualTo("creating");
    cloud.clock.advance(LONG);
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    Snapshot snapshot = cloud.snapshot("before");
    assertThat(snapshot.snapshotStatus()).isEqualTo("available");
    assertThat(snapshot.cacheClusterId()).isEqualTo("orders-002");
    assertThat(snapshot.engineVersion()).isEqualTo("7.1.0");
    assertThat(snapshot.nodeSnapshots()).hasSize(1);
    assertThat(cloud.data.told).contains("snapshot orders before");
  }

  @Test
  void ofShardsCutsThemOneAfterTheOther() {
    cloud.create(LocalCloud.sharded("orders"));
    cloud.call(byGroup("orders", "before"));
    cloud.clock.advance(LONG);
    Snapshot snapshot = cloud.snapshot("before");
    assertThat(snapshot.numNodeGroups()).isEqualTo(2);
    assertThat(snapshot.nodeSnapshots())
        .extracting(s -> s.nodeGroupConfiguration().slots())
        .containsExactly("0-999,2000-2999", "1000-1999,3000-16383");
    NodeSnapshot first = snapshot.nodeSnapshots().getFirst();
    NodeSnapshot second = snapshot.nodeSnapshots().get(1);
    assertThat(first.cacheClusterId()).isEqualTo("orders-0001-002");
    assertThat(second.snapshotCreateTime()).isAfter(first.snapshotCreateTime());
  }

  @Test
  void tellsShardsOnlyWhereAsked() {
    cloud.create(LocalCloud.sharded("orders"));
    cloud.call(byGroup("orders", "before"));
    Snapshot bare =
        cloud
            .call(
                DescribeSnapshotsRequest.builder().replicationGroupId("orders").build(),
                DescribeSnapshotsResponse.class)
            .snapshots()
            .getFirst();
    assertThat(bare.nodeSnapshots())
        .allSatisfy(shard -> assertThat(shard.nodeGroupConfiguration()).isNull());
  }

  @Test
  void ofANodeTellsNeitherTimeNorSizeWhileItIsMade() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(byNode("orders-002", "before"));
    NodeSnapshot node = cloud.snapshot("before").nodeSnapshots().getFirst();
    assertThat(node.cacheNodeId()).isEqualTo("0001");
    assertThat(node.nodeGroupId()).isNull();
    assertThat(node.cacheClusterId()).isNull();
    assertThat(node.cacheSize()).isEmpty();
    assertThat(node.snapshotCreateTime()).isNull();
    cloud.clock.advance(LONG);
    assertThat(cloud.snapshot("before").nodeSnapshots().getFirst().cacheSize()).isEqualTo("3 MB");
  }

  @Test
  void ofANodeNamesNoGroupAndIsFoundByItsNodeOnly() {
    cloud.create(LocalCloud.small("orders"));
    cloud.create(LocalCloud.sharded("carts"));
    cloud.call(byNode("orders-002", "before"));
    cloud.call(byGroup("carts", "all-shards"));
    assertThat(cloud.snapshot("before").replicationGroupId()).isNull();
    assertThat(found(r -> r.replicationGroupId("orders"))).isEmpty();
    assertThat(found(r -> r.cacheClusterId("orders-002"))).containsExactly("before");
    assertThat(found(r -> r.cacheClusterId("orders-001"))).isEmpty();
    assertThat(found(r -> r.replicationGroupId("carts"))).containsExactly("all-shards");
    assertThat(found(r -> r.cacheClusterId("carts-0001-001"))).isEmpty();
  }

  @Test
  void thatTheServiceTakesIsNamedAfterItsNodeOrGroupAndTheMinute() {
    cloud.create(LocalCloud.small("orders").snapshotRetentionLimit(1));
    cloud.create(LocalCloud.sharded("carts"));
    cloud.service.controls().takeAutomaticSnapshot(LocalCloud.arn("replicationgroup", "orders"));
    cloud.service.controls().takeAutomaticSnapshot(LocalCloud.arn("replicationgroup", "carts"));
    assertThat(cloud.group("orders").status()).isEqualTo("snapshotting");
    cloud.clock.advance(LONG);
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertThat(found(r -> r.snapshotSource("system")))
        .containsExactly(
            "automatic.carts-2026-11-03-09-20", "automatic.orders-002-2026-11-03-09-20");
    assertThat(found(r -> r.snapshotSource("user"))).isEmpty();
    Snapshot snapshot = cloud.snapshot("automatic.orders-002-2026-11-03-09-20");
    assertThat(snapshot.snapshotSource()).isEqualTo("automated");
    assertThat(snapshot.cacheClusterId()).isEqualTo("orders-002");
    assertThat(snapshot.replicationGroupId()).isNull();
  }

  @Test
  void refusesTheWrongKindOfSource() {
    cloud.create(LocalCloud.small("orders"));
    cloud.create(LocalCloud.sharded("carts"));
    assertRefused(
        () -> cloud.call(byGroup("orders", "one")),
        "InvalidParameterCombination",
        "Cannot snapshot a replication group with cluster-mode disabled; use CacheClusterId with"
            + " one of its nodes.");
    assertRefused(
        () -> cloud.call(byNode("carts-0001-001", "one")),
        "InvalidParameterCombination",
        "Cluster mode enabled replication groups are backed up as a whole; use"
            + " ReplicationGroupId.");
    assertRefused(
        () ->
            cloud.call(
                byNode("orders-001", "one").toBuilder().replicationGroupId("orders").build()),
        "InvalidParameterCombination",
        "ReplicationGroupId and CacheClusterId cannot be used together.");
    assertRefused(
        () -> cloud.call(byNode("orders-009", "one")),
        "CacheClusterNotFound",
        "CacheCluster not found: orders-009");
  }

  @Test
  void refusesANameThatIsTakenAndASourceThatIsBusy() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(byNode("orders-001", "One"));
    assertRefused(() -> cloud.call(byNode("orders-002", "two")), "InvalidCacheClusterState");
    cloud.clock.advance(LONG);
    assertRefused(() -> cloud.call(byNode("orders-001", "one")), "SnapshotAlreadyExistsFault");
  }

  @Test
  void allowsTwentyANodeInTwentyFourHours() {
    cloud.create(LocalCloud.small("orders"));
    for (int i = 0; i < 20; i++) {
      cloud.call(byNode("orders-001", "s" + i));
      cloud.clock.advance(LONG);
    }
    assertRefused(
        () -> cloud.call(byNode("orders-001", "s20")),
        "SnapshotQuotaExceededFault",
        "The maximum number of manual snapshots for this cluster/node taken within 24 hours has"
            + " been reached.");
    cloud.clock.advance(Duration.ofHours(24));
    cloud.call(byNode("orders-001", "s20"));
    assertThat(cloud.snapshot("s20").snapshotStatus()).isEqualTo("creating");
  }

  @Test
  void failsAsAsked() {
    cloud.create(LocalCloud.small("orders"));
    cloud.service.controls().failNextSnapshot();
    cloud.call(byNode("orders-001", "one"));
    cloud.clock.advance(LONG);
    assertThat(cloud.snapshot("one").snapshotStatus()).isEqualTo("failed");
    assertThat(cloud.group("orders").status()).isEqualTo("available");
  }

  @Test
  void copiesAndDeletes() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(byNode("orders-001", "one"));
    cloud.clock.advance(LONG);
    cloud.call(
        CopySnapshotRequest.builder().sourceSnapshotName("one").targetSnapshotName("two").build());
    assertThat(cloud.snapshot("one").snapshotStatus()).isEqualTo("copying");
    assertRefused(
        () -> cloud.call(DeleteSnapshotRequest.builder().snapshotName("one").build()),
        "InvalidSnapshotState",
        "Snapshot one is copying; it must be available.");
    cloud.clock.advance(LONG);
    cloud.call(DeleteSnapshotRequest.builder().snapshotName("one").build());
    cloud.clock.advance(LONG);
    assertRefused(() -> cloud.snapshot("one"), "SnapshotNotFoundFault", "Snapshot not found: one");
    assertThat(cloud.snapshot("two").snapshotStatus()).isEqualTo("available");
    assertThat(cloud.data.told).contains("copy one two", "delete one");
  }

  @Test
  void restoresShardsWithTheirUnevenSlotsAndTags() {
    cloud.create(
        LocalCloud.sharded("orders").tags(Tag.builder().key("team").value("shop").build()));
    cloud.call(byGroup("orders", "before"));
    cloud.clock.advance(LONG);
    cloud.call(LocalCloud.sharded("orders-2").snapshotName("before").build());
    assertThat(cloud.snapshot("before").snapshotStatus()).isEqualTo("restoring");
    cloud.clock.advance(LONG);
    assertThat(cloud.snapshot("before").snapshotStatus()).isEqualTo("available");
    assertThat(cloud.group("orders-2").status()).isEqualTo("available");
    assertThat(cloud.data.told)
        .contains("start orders-2 [0001=0-999,2000-2999, 0002=1000-1999,3000-16383] of before");
    assertThat(cloud.service.view().tags(LocalCloud.arn("replicationgroup", "orders-2")))
        .containsExactly(Tag.builder().key("team").value("shop").build());
  }

  @Test
  void startsNoServersForASnapshotTakenWithoutAny() {
    cloud.create(LocalCloud.small("orders"));
    cloud.data.stop(LocalCloud.arn("replicationgroup", "orders"));
    cloud.call(byNode("orders-001", "before"));
    cloud.clock.advance(LONG);
    cloud.create(LocalCloud.small("orders-2").snapshotName("before"));
    assertThat(cloud.data.told).noneMatch(line -> line.startsWith("start orders-2"));
  }

  @Test
  void refusesRestoresThatDoNotFit() {
    cloud.create(LocalCloud.sharded("orders"));
    cloud.call(byGroup("orders", "before"));
    assertRefused(
        () -> cloud.call(LocalCloud.sharded("orders-2").snapshotName("before").build()),
        "InvalidSnapshotState",
        "Snapshot before is creating; it must be available to restore from it.");
    cloud.clock.advance(LONG);
    refuseRestore(
        LocalCloud.small("orders-2"),
        "A snapshot of a cluster mode enabled replication group cannot be restored to a cluster"
            + " mode disabled one.");
    refuseRestore(
        even(3),
        "The number of node groups (shards) in the snapshot (2) and in the restored replication"
            + " group (3) must be the same.");
    refuseRestore(
        even(2),
        "The snapshot has a node group with slots 0-999,2000-2999, the new replication group has"
            + " none with these; it has [0-8191, 8192-16383].");
    refuseRestore(
        LocalCloud.sharded("orders-2").engineVersion("6.2"),
        "A snapshot of redis 7.1.0 cannot be restored to redis 6.2.6.");
  }

  private List<String> found(Consumer<DescribeSnapshotsRequest.Builder> by) {
    DescribeSnapshotsRequest.Builder request = DescribeSnapshotsRequest.builder();
    by.accept(request);
    return cloud.call(request.build(), DescribeSnapshotsResponse.class).snapshots().stream()
        .map(Snapshot::snapshotName)
        .toList();
  }

  private void refuseRestore(CreateReplicationGroupRequest.Builder request, String message) {
    assertRefused(
        () -> cloud.call(request.snapshotName("before").build()),
        "InvalidParameterCombination",
        message);
  }

  private static CreateReplicationGroupRequest.Builder even(int shards) {
    return LocalCloud.small("orders-2")
        .numCacheClusters(null)
        .numNodeGroups(shards)
        .replicasPerNodeGroup(0)
        .automaticFailoverEnabled(true);
  }

  private static CreateSnapshotRequest byNode(String node, String name) {
    return CreateSnapshotRequest.builder().cacheClusterId(node).snapshotName(name).build();
  }

  private static CreateSnapshotRequest byGroup(String group, String name) {
    return CreateSnapshotRequest.builder().replicationGroupId(group).snapshotName(name).build();
  }
}
