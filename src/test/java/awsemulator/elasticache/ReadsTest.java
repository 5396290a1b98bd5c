package awsemulator.elasticache;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReservedCacheNodesRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReservedCacheNodesResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersRequest;
import software.amazon.awssdk.services.elasticache.model.Event;
import software.amazon.awssdk.services.elasticache.model.ListAllowedNodeTypeModificationsRequest;
import software.amazon.awssdk.services.elasticache.model.ListAllowedNodeTypeModificationsResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

class ReadsTest {
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void pagesThroughGroups() {
    IntStream.range(0, 45)
        .forEach(i -> cloud.call(LocalCloud.small("g-%02d".formatted(i)).build()));
    List<String> ids = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String marker = null;
    do {
      DescribeReplicationGroupsResponse page =
          cloud.call(
              DescribeReplicationGroupsRequest.builder().maxRecords(20).marker(marker).build(),
              DescribeReplicationGroupsResponse.class);
      page.replicationGroups().stream().map(ReplicationGroup::replicationGroupId).forEach(ids::add);
      sizes.add(page.replicationGroups().size());
      marker = page.marker();
    } while (marker != null);
    assertThat(sizes).containsExactly(20, 20, 5);
    assertThat(ids).hasSize(45).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 19, 101})
  void refusesPagesOfOtherSizes(int size) {
    assertRefused(
        () -> cloud.call(DescribeReplicationGroupsRequest.builder().maxRecords(size).build()),
        "InvalidParameterValue",
        "Invalid value " + size + " for MaxRecords. Must be between 20 and 100.");
  }

  @Test
  void refusesSnapshotPagesAboveFiftyAndMarkersOfItsOwnMaking() {
    assertRefused(
        () -> cloud.call(DescribeSnapshotsRequest.builder().maxRecords(51).build()),
        "InvalidParameterValue",
        "Invalid value 51 for MaxRecords. Must be between 20 and 50.");
    assertRefused(
        () -> cloud.call(DescribeSnapshotsRequest.builder().marker("x").build()),
        "InvalidParameterValue",
        "The marker x is not valid.");
  }

  @Test
  void tellsNodesOnlyWhereAsked() {
    cloud.create(LocalCloud.small("orders"));
    DescribeCacheClustersResponse bare =
        cloud.call(
            DescribeCacheClustersRequest.builder().build(), DescribeCacheClustersResponse.class);
    assertThat(bare.cacheClusters()).hasSize(2).allMatch(node -> node.cacheNodes().isEmpty());
    DescribeCacheClustersResponse alone =
        cloud.call(
            DescribeCacheClustersRequest.builder()
                .showCacheClustersNotInReplicationGroups(true)
                .build(),
            DescribeCacheClustersResponse.class);
    assertThat(alone.cacheClusters()).isEmpty();
  }

  @Test
  void tellsEventsOfTheLastHourUnlessAskedForMore() {
    cloud.create(LocalCloud.small("orders"));
    cloud.clock.advance(Duration.ofHours(2));
    assertThat(events(DescribeEventsRequest.builder().build())).isEmpty();
    assertThat(
            events(
                DescribeEventsRequest.builder()
                    .duration(180)
                    .sourceType("replication-group")
                    .sourceIdentifier("orders")
                    .build()))
        .extracting(Event::message)
        .containsExactly("Replication group orders created");
    assertRefused(
        () -> events(DescribeEventsRequest.builder().sourceIdentifier("orders").build()),
        "InvalidParameterCombination",
        "SourceType is needed with SourceIdentifier.");
    cloud.clock.advance(Duration.ofDays(15));
    assertThat(events(DescribeEventsRequest.builder().duration(60 * 24 * 20).build())).isEmpty();
  }

  @Test
  void tellsEngineVersions() {
    DescribeCacheEngineVersionsResponse newest =
        cloud.call(
            DescribeCacheEngineVersionsRequest.builder().engine("redis").defaultOnly(true).build(),
            DescribeCacheEngineVersionsResponse.class);
    assertThat(newest.cacheEngineVersions())
        .extracting(CacheEngineVersion::engineVersion)
        .containsExactly("7.1");
    cloud
        .service
        .controls()
        .engineVersions(
            List.of(CacheEngineVersion.builder().engine("redis").engineVersion("7.0").build()));
    assertRefused(
        () -> cloud.call(LocalCloud.small("orders").build()),
        "InvalidParameterCombination",
        "Cannot find version 7.1 for redis");
  }

  @Test
  void tellsNodeTypesToScaleTo() {
    cloud.create(LocalCloud.small("orders"));
    ListAllowedNodeTypeModificationsResponse types =
        cloud.call(
            ListAllowedNodeTypeModificationsRequest.builder().replicationGroupId("orders").build(),
            ListAllowedNodeTypeModificationsResponse.class);
    assertThat(types.scaleUpModifications()).containsExactly("cache.t4g.medium");
    assertThat(types.scaleDownModifications()).containsExactly("cache.t4g.micro");
  }

  @Test
  void tellsWhatGroupsUse() {
    DescribeCacheSubnetGroupsResponse subnets =
        cloud.call(
            DescribeCacheSubnetGroupsRequest.builder().cacheSubnetGroupName("default").build(),
            DescribeCacheSubnetGroupsResponse.class);
    assertThat(subnets.cacheSubnetGroups().getFirst().subnets()).hasSize(3);
    assertRefused(
        () -> cloud.call(DescribeUserGroupsRequest.builder().userGroupId("writers").build()),
        "UserGroupNotFound",
        "User group writers not found.");
    assertRefused(
        () -> cloud.call(DescribeUsersRequest.builder().userId("writer").build()),
        "UserNotFound",
        "User writer not found.");
    assertThat(
            cloud
                .call(
                    DescribeReservedCacheNodesRequest.builder().build(),
                    DescribeReservedCacheNodesResponse.class)
                .reservedCacheNodes())
        .isEmpty();
  }

  private List<Event> events(DescribeEventsRequest request) {
    return cloud.call(request, DescribeEventsResponse.class).events();
  }
}
