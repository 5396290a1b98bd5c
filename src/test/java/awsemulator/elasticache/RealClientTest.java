package awsemulator.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.TestCloud;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The SDK's own client over the wire: what is lost or misnamed there would show here. */
class RealClientTest {
  private static final Duration LONG = Duration.ofMinutes(30);
  private final TestCloud cloud = new TestCloud();
  private ElastiCacheClient client;

  @BeforeEach
  void serve() {
    cloud.serving(new ElastiCacheService(cloud.clock, new RecordingData()));
    client = cloud.client(ElastiCacheClient.builder());
  }

  @AfterEach
  void close() {
    client.close();
    cloud.close();
  }

  @Test
  void replacesAShardedGroupByAnEncryptedOne() {
    client.createReplicationGroup(LocalCloud.sharded("orders").tags(tag("team", "shop")).build());
    cloud.clock.advance(LONG);
    client.createSnapshot(r -> r.replicationGroupId("orders").snapshotName("before"));
    cloud.clock.advance(LONG);
    Snapshot snapshot =
        client
            .describeSnapshots(r -> r.snapshotName("before").showNodeGroupConfig(true))
            .snapshots()
            .getFirst();
    assertThat(snapshot.nodeSnapshots().getFirst().snapshotCreateTime())
        .isAfter(Instant.EPOCH.plus(Duration.ofDays(1)));
    client.createReplicationGroup(
        LocalCloud.sharded("orders-2")
            .snapshotName("before")
            .atRestEncryptionEnabled(true)
            .transitEncryptionEnabled(true)
            .cacheSubnetGroupName("default")
            .build());
    cloud.clock.advance(LONG);
    ReplicationGroup made = group("orders-2");
    assertThat(made.atRestEncryptionEnabled()).isTrue();
    assertThat(made.configurationEndpoint().address()).startsWith("clustercfg.orders-2.");
    assertThat(made.nodeGroups().get(1).slots()).isEqualTo("1000-1999,3000-16383");
    assertThat(client.listTagsForResource(r -> r.resourceName(made.arn())).tagList())
        .containsExactly(tag("team", "shop"));
    client.deleteReplicationGroup(
        r -> r.replicationGroupId("orders").finalSnapshotIdentifier("last"));
    cloud.clock.advance(LONG);
    assertThatThrownBy(() -> group("orders")).isInstanceOf(ReplicationGroupNotFoundException.class);
    assertThat(client.describeSnapshotsPaginator().snapshots())
        .extracting(Snapshot::snapshotName)
        .containsExactly("before", "last");
  }

  @Test
  void switchesTlsOn() {
    client.createReplicationGroup(LocalCloud.small("orders").build());
    cloud.clock.advance(LONG);
    client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("orders")
                .transitEncryptionEnabled(true)
                .transitEncryptionMode("preferred")
                .applyImmediately(true));
    assertThat(group("orders").pendingModifiedValues().transitEncryptionModeAsString())
        .isEqualTo("preferred");
    assertThatThrownBy(() -> client.deleteReplicationGroup(r -> r.replicationGroupId("orders")))
        .isInstanceOf(InvalidReplicationGroupStateException.class);
    cloud.clock.advance(LONG);
    assertThat(group("orders").nodeGroups().getFirst().primaryEndpoint().address())
        .startsWith("master.orders.");
    assertThat(
            client.describeCacheClustersPaginator(r -> r.showCacheNodeInfo(true)).cacheClusters())
        .hasSize(2)
        .allMatch(CacheCluster::transitEncryptionEnabled);
  }

  @Test
  void turnsWireCodesIntoTheSdksExceptions() {
    assertThatThrownBy(() -> client.describeSnapshots(r -> r.snapshotName("none")))
        .isInstanceOf(SnapshotNotFoundException.class)
        .hasMessageContaining("Snapshot not found: none");
  }

  private ReplicationGroup group(String id) {
    return client
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .getFirst();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
