package awsemulator.elasticache.parameters;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.LocalCloud;
import awsemulator.elasticache.state.OperationTiming;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupRequest;

/** How a parameter group's values get to the nodes of groups, and what is said meanwhile. */
class ParameterRolloutTest {
  private static final String HOLD = "min-replicas-to-write";
  private static final OperationTiming USUAL = OperationTiming.usual();

  private final LocalCloud cloud = new LocalCloud();

  @BeforeEach
  void group() {
    make("mine", "redis7");
    cloud.create(LocalCloud.small("orders"));
    cloud.data.told.clear();
  }

  private void make(String name, String family) {
    cloud.call(
        CreateCacheParameterGroupRequest.builder()
            .cacheParameterGroupName(name)
            .cacheParameterGroupFamily(family)
            .description("a test")
            .build());
  }

  private void set(String group, String name, String value) {
    cloud.call(
        ModifyCacheParameterGroupRequest.builder()
            .cacheParameterGroupName(group)
            .parameterNameValues(
                ParameterNameValue.builder().parameterName(name).parameterValue(value).build())
            .build());
  }

  private CacheParameterGroupStatus status(String node) {
    return cloud.node(node).cacheParameterGroup();
  }

  private List<String> statuses() {
    return List.of(
        status("orders-001").parameterApplyStatus(), status("orders-002").parameterApplyStatus());
  }

  private void associate(String name) {
    cloud.modify("orders", r -> r.cacheParameterGroupName(name));
    cloud.clock.advance(USUAL.settings());
  }

  @Test
  void anotherParameterGroupIsThereWhenTheGroupIsAvailableAndInSyncNodeByNodeLater() {
    set("mine", HOLD, "100");
    cloud.modify("orders", r -> r.cacheParameterGroupName("mine"));
    cloud.clock.advance(USUAL.statusLag());
    assertThat(cloud.group("orders").status()).isEqualTo("modifying");
    assertThat(status("orders-001").cacheParameterGroupName()).isEqualTo("default.redis7");

    cloud.clock.advance(USUAL.settings().minus(USUAL.statusLag()));
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertThat(status("orders-001").cacheParameterGroupName()).isEqualTo("mine");
    assertThat(statuses()).containsExactly("applying", "applying");
    assertThat(cloud.data.told).isEmpty();

    cloud.clock.advance(USUAL.parameters());
    assertThat(statuses()).containsExactly("in-sync", "applying");
    assertThat(cloud.data.told).singleElement().asString().contains(HOLD + "=100");

    cloud.clock.advance(Duration.ofSeconds(5));
    assertThat(statuses()).containsExactly("in-sync", "in-sync");
    assertThat(status("orders-002").cacheNodeIdsToReboot()).isEmpty();
  }

  @Test
  void aChangeReachesEveryGroupThatUsesTheParameterGroupAndNoOther() {
    cloud.create(LocalCloud.small("carts").cacheParameterGroupName("mine"));
    cloud.create(LocalCloud.small("stock"));
    associate("mine");
    cloud.clock.advance(Duration.ofMinutes(1));
    cloud.data.told.clear();

    set("mine", HOLD, "7");
    assertThat(statuses()).containsExactly("applying", "applying");
    cloud.clock.advance(Duration.ofMinutes(1));

    assertThat(cloud.data.told)
        .hasSize(2)
        .allMatch(t -> t.contains(HOLD + "=7"))
        .anyMatch(t -> t.startsWith("configure carts"))
        .anyMatch(t -> t.startsWith("configure orders"));
    assertThat(statuses()).containsExactly("in-sync", "in-sync");
  }

  @Test
  void theLaterOfTwoChangesIsTheOneThatSettles() {
    associate("mine");
    cloud.clock.advance(Duration.ofMinutes(1));
    set("mine", HOLD, "100");
    cloud.clock.advance(USUAL.parameters().minusSeconds(1));
    set("mine", HOLD, "0");
    cloud.clock.advance(Duration.ofSeconds(10));
    assertThat(statuses()).containsExactly("applying", "applying");
    cloud.clock.advance(USUAL.parameters());
    assertThat(statuses()).containsExactly("in-sync", "in-sync");
  }

  @Test
  void writesAreHeldOnlyWhereAShardHasFewerReplicas() {
    cloud.create(LocalCloud.sharded("search"));
    make("sharded", "redis7");
    set("sharded", "cluster-enabled", "yes");
    set("sharded", HOLD, "1");
    cloud.data.told.clear();
    cloud.modified("search", r -> r.cacheParameterGroupName("sharded"));

    assertThat(cloud.data.told)
        .singleElement()
        .asString()
        .matches(".*0001=\\{[^}]*" + HOLD + "=0[^}]*}.*0002=\\{[^}]*" + HOLD + "=1.*");
  }

  @Test
  void noLagIsTooLongWhereTheLagIsZero() {
    set("mine", "min-replicas-max-lag", "0");
    set("mine", HOLD, "100");
    associate("mine");
    cloud.clock.advance(Duration.ofMinutes(1));

    assertThat(cloud.data.told).singleElement().asString().contains(HOLD + "=0");
  }

  @Test
  void aValueThatServersTakeUpOnlyWhenTheyStartLeavesThemPendingUntilItIsTakenBack() {
    set("mine", "databases", "32");
    associate("mine");
    cloud.clock.advance(Duration.ofMinutes(1));
    assertThat(statuses()).containsExactly("pending-reboot", "pending-reboot");
    assertThat(status("orders-001").cacheNodeIdsToReboot()).containsExactly("0001");

    cloud.modify("orders", r -> r.cacheParameterGroupName("default.redis7"));
    cloud.clock.advance(Duration.ofMinutes(5));
    assertThat(statuses()).containsExactly("in-sync", "in-sync");
  }

  @Test
  void resettingGoesToTheNodesToo() {
    set("mine", HOLD, "100");
    set("mine", "timeout", "60");
    associate("mine");
    cloud.clock.advance(Duration.ofMinutes(1));
    cloud.data.told.clear();

    ResetCacheParameterGroupRequest.Builder reset =
        ResetCacheParameterGroupRequest.builder().cacheParameterGroupName("mine");
    assertRefused(() -> cloud.call(reset.build()), "InvalidParameterCombination");
    cloud.call(
        reset
            .parameterNameValues(ParameterNameValue.builder().parameterName(HOLD).build())
            .build());
    cloud.clock.advance(Duration.ofMinutes(1));

    assertThat(cloud.data.told).singleElement().asString().contains(HOLD + "=0");
  }

  @Test
  void whatAGroupIsAboutToGetCannotBeDeleted() {
    cloud.modify("orders", r -> r.cacheParameterGroupName("mine"));
    assertRefused(
        () ->
            cloud.call(
                DeleteCacheParameterGroupRequest.builder().cacheParameterGroupName("mine").build()),
        "InvalidCacheParameterGroupState");
  }

  @Test
  void aValueThatIsNotAllowedIsRefused() {
    for (String value : List.of("-1", "many", "")) {
      assertRefused(
          () -> set("mine", HOLD, value),
          "InvalidParameterValue",
          "The value " + value + " is not valid for parameter " + HOLD + ".");
    }
    assertRefused(
        () -> set("mine", "maxclients", "10"),
        "InvalidParameterValue",
        "The parameter maxclients is not modifiable.");
  }

  @Test
  void aSnapshotRemembersTheParameterGroupAndANewGroupGetsItOnlyWhereItIsNamed() {
    set("mine", HOLD, "100");
    associate("mine");
    cloud.clock.advance(Duration.ofMinutes(1));
    cloud.call(
        CreateSnapshotRequest.builder().snapshotName("s").cacheClusterId("orders-001").build());
    cloud.clock.advance(Duration.ofMinutes(10));
    cloud.data.told.clear();

    cloud.create(LocalCloud.small("copy").snapshotName("s"));
    cloud.create(LocalCloud.small("named").snapshotName("s").cacheParameterGroupName("mine"));

    assertThat(
            cloud
                .call(
                    DescribeSnapshotsRequest.builder().snapshotName("s").build(),
                    DescribeSnapshotsResponse.class)
                .snapshots()
                .getFirst()
                .cacheParameterGroupName())
        .isEqualTo("mine");
    assertThat(status("copy-001").cacheParameterGroupName()).isEqualTo("default.redis7");
    assertThat(cloud.data.told)
        .anyMatch(t -> t.startsWith("configure copy") && t.contains(HOLD + "=0"))
        .anyMatch(t -> t.startsWith("configure named") && t.contains(HOLD + "=100"));
  }

  @Test
  void thereMayBeThreeHundred() {
    for (int i = 1; i < 300; i++) {
      make("another-" + i, "redis7");
    }
    assertRefused(() -> make("one-too-many", "redis7"), "CacheParameterGroupQuotaExceeded");
  }
}
