package awsemulator.elasticache.parameters;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.LocalCloud;
import awsemulator.elasticache.ParameterControls;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

/** What tests of the freeze can let befall parameter groups. */
class ParameterControlsTest {
  private static final String HOLD = "min-replicas-to-write";
  private static final String ORDERS = LocalCloud.arn("replicationgroup", "orders");
  private static final String MINE = LocalCloud.arn("parametergroup", "mine");

  private final LocalCloud cloud = new LocalCloud();
  private final ParameterControls controls = cloud.service.controls().parameters();

  @BeforeEach
  void group() {
    cloud.call(
        CreateCacheParameterGroupRequest.builder()
            .cacheParameterGroupName("mine")
            .cacheParameterGroupFamily("redis7")
            .description("a test")
            .build());
    cloud.create(LocalCloud.small("orders"));
  }

  private void hold() {
    cloud.call(
        ModifyCacheParameterGroupRequest.builder()
            .cacheParameterGroupName("mine")
            .parameterNameValues(
                ParameterNameValue.builder().parameterName(HOLD).parameterValue("100").build())
            .build());
    cloud.clock.advance(Duration.ofMinutes(1));
  }

  private CacheParameterGroupStatus after(String parameterGroup) {
    cloud.modify("orders", r -> r.cacheParameterGroupName(parameterGroup));
    cloud.clock.advance(Duration.ofMinutes(2));
    return cloud.node("orders-002").cacheParameterGroup();
  }

  @Test
  void anAssociationCanEndPendingRebootAndIsUndoneByGoingBack() {
    controls.needReboot(ORDERS);

    assertThat(after("mine").parameterApplyStatus()).isEqualTo("pending-reboot");
    assertThat(after("default.redis7").parameterApplyStatus()).isEqualTo("in-sync");
  }

  @Test
  void aParameterCanBeSetBackAtItsTime() {
    after("mine");
    hold();
    controls.setLater(Duration.ofMinutes(10), ORDERS, HOLD, "0");
    cloud.clock.advance(Duration.ofMinutes(9));
    assertThat(cloud.data.told.getLast()).contains(HOLD + "=100");

    cloud.clock.advance(Duration.ofMinutes(2));

    assertThat(cloud.data.told.getLast()).contains(HOLD + "=0");
  }

  @Test
  void valuesCanBeInSyncAndNotInForce() {
    after("mine");
    cloud.data.told.clear();
    controls.ignoreValues(ORDERS, true);
    hold();
    assertThat(cloud.node("orders-001").cacheParameterGroup().parameterApplyStatus())
        .isEqualTo("in-sync");
    assertThat(cloud.data.told).isEmpty();

    controls.ignoreValues(ORDERS, false);
    hold();

    assertThat(cloud.data.told).singleElement().asString().contains(HOLD + "=100");
  }

  @Test
  void aSharedParameterGroupHoldsTheWritesOfBoth() {
    after("mine");
    cloud.create(LocalCloud.small("carts"));
    controls.share(ORDERS, LocalCloud.arn("replicationgroup", "carts"));
    cloud.data.told.clear();

    hold();

    assertThat(cloud.data.told).hasSize(2).anyMatch(t -> t.startsWith("configure carts"));
  }

  @Test
  void aParameterGroupCanBeGoneOrAnotherOneOfItsName() {
    after("mine");
    controls.remake(MINE, "redis6.x");
    assertThat(family()).isEqualTo("redis6.x");
    assertRefused(
        () -> cloud.create(LocalCloud.small("copy").cacheParameterGroupName("mine")),
        "InvalidParameterCombination",
        "Expected a parameter group of family redis7 but found one of family redis6.x");

    controls.drop(MINE);

    assertRefused(this::family, "CacheParameterGroupNotFound");
    assertThat(cloud.node("orders-001").cacheParameterGroup().cacheParameterGroupName())
        .isEqualTo("mine");
  }

  private String family() {
    return cloud
        .call(
            DescribeCacheParameterGroupsRequest.builder().cacheParameterGroupName("mine").build(),
            DescribeCacheParameterGroupsResponse.class)
        .cacheParameterGroups()
        .getFirst()
        .cacheParameterGroupFamily();
  }
}
