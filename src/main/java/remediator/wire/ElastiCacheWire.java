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
import software.amazon.awssdk.utils.builder.Buildable;

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
    return (DescribeReplicationGroupsResponse)
        call("DescribeReplicationGroups", request, DescribeReplicationGroupsResponse.builder());
  }

  @Override
  public DescribeCacheClustersResponse describeCacheClusters(DescribeCacheClustersRequest request) {
    return (DescribeCacheClustersResponse)
        call("DescribeCacheClusters", request, DescribeCacheClustersResponse.builder());
  }

  @Override
  public DescribeCacheEngineVersionsResponse describeCacheEngineVersions(
      DescribeCacheEngineVersionsRequest request) {
    return (DescribeCacheEngineVersionsResponse)
        call("DescribeCacheEngineVersions", request, DescribeCacheEngineVersionsResponse.builder());
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return (ListTagsForResourceResponse)
        call("ListTagsForResource", request, ListTagsForResourceResponse.builder());
  }

  @Override
  public ModifyReplicationGroupResponse modifyReplicationGroup(
      ModifyReplicationGroupRequest request) {
    return (ModifyReplicationGroupResponse)
        call("ModifyReplicationGroup", request, ModifyReplicationGroupResponse.builder());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // The HTTP client is others' too.
  }

  private <B extends SdkPojo & Buildable> Object call(String action, SdkPojo request, B into) {
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
      default -> (AwsServiceException.Builder) ElastiCacheException.builder();
    };
  }
}
