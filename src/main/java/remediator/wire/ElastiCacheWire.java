package remediator.wire;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheClusterStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Of ElastiCache what the function that takes findings asks for. */
public final class ElastiCacheWire implements ElastiCacheClient {
  private static final String VERSION = "2015-02-02";

  private final XmlService service;

  public ElastiCacheWire(Wire wire) {
    this.service = new XmlService(wire, "ElastiCache", ElastiCacheWire::kind);
  }

  @Override
  public DescribeReplicationGroupsResponse describeReplicationGroups(
      DescribeReplicationGroupsRequest request) {
    return call("DescribeReplicationGroups", request, DescribeReplicationGroupsResponse.builder());
  }

  @Override
  public DescribeCacheClustersResponse describeCacheClusters(DescribeCacheClustersRequest request) {
    return call("DescribeCacheClusters", request, DescribeCacheClustersResponse.builder());
  }

  @Override
  public DescribeCacheEngineVersionsResponse describeCacheEngineVersions(
      DescribeCacheEngineVersionsRequest request) {
    return call(
        "DescribeCacheEngineVersions", request, DescribeCacheEngineVersionsResponse.builder());
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return call("ListTagsForResource", request, ListTagsForResourceResponse.builder());
  }

  @Override
  public ModifyReplicationGroupResponse modifyReplicationGroup(
      ModifyReplicationGroupRequest request) {
    return call("ModifyReplicationGroup", request, ModifyReplicationGroupResponse.builder());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // The HTTP client is others' too.
  }

  private <B extends SdkPojo & SdkBuilder<B, R>, R> R call(String action, SdkPojo request, B into) {
    XmlShape answer = service.post(QueryForm.of(action, VERSION, request));
    answer.child(action + "Result").ifPresent(result -> result.fill(into));
    return into.build();
  }

  private static AwsServiceException.Builder kind(String code) {
    return switch (code) {
      case "ReplicationGroupNotFoundFault" -> ReplicationGroupNotFoundException.builder();
      case "CacheClusterNotFound" -> CacheClusterNotFoundException.builder();
      case "SnapshotNotFoundFault" -> SnapshotNotFoundException.builder();
      case "InvalidCacheClusterState" -> InvalidCacheClusterStateException.builder();
      case "InvalidReplicationGroupState" -> InvalidReplicationGroupStateException.builder();
      case "InvalidParameterValue" -> InvalidParameterValueException.builder();
      case "InvalidParameterCombination" -> InvalidParameterCombinationException.builder();
      default -> ElastiCacheException.builder();
    };
  }
}
