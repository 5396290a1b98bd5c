package awsemulator.elasticache;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.state.OperationTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

class DeleteGroupTest {
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void takesTheFinalSnapshotOfThePrimaryFirst() {
    cloud.create(LocalCloud.small("orders"));
    List<String> seen = new ArrayList<>();
    cloud.service.onChange(change -> seen.add(change.text()));
    cloud.delete("Orders", "last");
    cloud.clock.advance(Duration.ofMinutes(30));
    assertRefused(
        () -> cloud.group("orders"),
        "ReplicationGroupNotFoundFault",
        "ReplicationGroup orders not found.");
    assertRefused(
        () -> cloud.node("orders-001"),
        "CacheClusterNotFound",
        "CacheCluster not found: orders-001");
    assertThat(cloud.snapshot("last").snapshotStatus()).isEqualTo("available");
    assertThat(cloud.snapshot("last").cacheClusterId()).isEqualTo("orders-001");
    assertThat(seen)
        .containsSubsequence(
            "status available → deleting", "status creating → available", "deleted");
    assertThat(seen).noneMatch(change -> change.contains("snapshotting"));
    assertThat(cloud.data.told).endsWith("snapshot orders last", "stop orders");
  }

  /** So AWS's waiter, which fails on available, waits until the group is gone. */
  @ParameterizedTest
  @ValueSource(strings = {"", "last"})
  void readsDeletingAtOnceAndTellsOfNoNodes(String finalSnapshot) {
    cloud.create(LocalCloud.small("orders"));
    ReplicationGroup answered =
        cloud.delete("orders", finalSnapshot.isEmpty() ? null : finalSnapshot);
    for (ReplicationGroup told : List.of(answered, cloud.group("orders"))) {
      assertThat(told.status()).isEqualTo("deleting");
      assertThat(told.hasMemberClusters()).isFalse();
      assertThat(told.hasNodeGroups()).isFalse();
      assertThat(told.cacheNodeType()).isNull();
    }
  }

  @Test
  void readsDeletingAfterTheLagIfThatIsWanted() {
    cloud.create(LocalCloud.small("orders"));
    cloud.service.controls().showDeletionsLate();
    cloud.delete("orders", null);
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    cloud.clock.advance(OperationTiming.usual().statusLag());
    assertThat(cloud.group("orders").status()).isEqualTo("deleting");
  }

  @Test
  void keepsTheGroupIfTheFinalSnapshotFails() {
    cloud.create(LocalCloud.small("orders"));
    cloud.service.controls().failNextSnapshot();
    cloud.delete("orders", "last");
    cloud.clock.advance(Duration.ofMinutes(30));
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertThat(cloud.snapshot("last").snapshotStatus()).isEqualTo("failed");
  }

  @Test
  void retainsThePrimaryAsAClusterOfItsOwn() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(
        DeleteReplicationGroupRequest.builder()
            .replicationGroupId("orders")
            .retainPrimaryCluster(true)
            .build());
    cloud.clock.advance(Duration.ofMinutes(30));
    assertThat(cloud.service.view().groups()).isEmpty();
    assertThat(cloud.node("orders-001").replicationGroupId()).isNull();
    assertThat(cloud.node("orders-001").cacheClusterStatus()).isEqualTo("available");
    assertRefused(() -> cloud.node("orders-002"), "CacheClusterNotFound");
  }

  @Test
  void refusesAGroupThatIsBusy() {
    cloud.create(LocalCloud.small("orders"));
    cloud.modify("orders", r -> r.replicationGroupDescription("another"));
    assertRefused(
        () -> cloud.delete("orders", null),
        "InvalidReplicationGroupState",
        "Cache cluster orders-001 is not in a valid state to be deleted.");
  }

  @Test
  void refusesASnapshotNameThatIsTaken() {
    cloud.create(LocalCloud.small("a"));
    cloud.create(LocalCloud.small("b"));
    cloud.delete("a", "last");
    assertRefused(() -> cloud.delete("b", "last"), "SnapshotAlreadyExistsFault");
    assertThat(cloud.group("b").status()).isEqualTo("available");
  }

  @Test
  void freesTheIdOnceItIsGone() {
    cloud.create(LocalCloud.small("orders"));
    cloud.delete("orders", null);
    cloud.clock.advance(Duration.ofMinutes(30));
    assertThat(cloud.create(LocalCloud.small("orders")).status()).isEqualTo("available");
  }
}
