package awsemulator.cloud;

import java.util.Map;

/**
 * What each service says of something that is not there, not ready, or one too many, by the errors
 * that its API reference lists for the operation; by those of most operations where it lists none.
 */
public final class OwnErrors {
  /** Codes for NOT_FOUND, WRONG_STATE and QUOTA. */
  private record Codes(String notFound, String wrongState, String quota) {}

  private static final Codes OTHER =
      new Codes("ResourceNotFoundException", "ConflictException", "LimitExceededException");

  private static final Map<String, Codes> OF_SERVICE =
      Map.ofEntries(
          Map.entry(
              "ElastiCache",
              new Codes(
                  "ReplicationGroupNotFoundFault",
                  "InvalidReplicationGroupState",
                  "NodeQuotaForCustomerExceeded")),
          Map.entry(
              "DynamoDB",
              new Codes(
                  "ResourceNotFoundException", "ResourceInUseException", "RequestLimitExceeded")),
          Map.entry(
              "SFN",
              new Codes(
                  "StateMachineDoesNotExist", "StateMachineDeleting", "ExecutionLimitExceeded")),
          Map.entry("SNS", new Codes("NotFound", "KMSInvalidState", "KMSThrottling")),
          Map.entry(
              "SSM", new Codes("ParameterNotFound", "TooManyUpdates", "ParameterLimitExceeded")),
          Map.entry(
              "SecurityHub",
              new Codes(
                  "ResourceNotFoundException",
                  "ResourceConflictException",
                  "LimitExceededException")),
          Map.entry(
              "CloudWatch",
              new Codes("ResourceNotFound", "InvalidParameterCombination", "LimitExceeded")),
          Map.entry(
              "ApplicationAutoScaling",
              new Codes(
                  "ObjectNotFoundException",
                  "ConcurrentUpdateException",
                  "LimitExceededException")),
          Map.entry(
              "SecretsManager",
              new Codes(
                  "ResourceNotFoundException",
                  "InvalidRequestException",
                  "LimitExceededException")),
          Map.entry(
              "Route53",
              new Codes("NoSuchHostedZone", "PriorRequestNotComplete", "LimitsExceeded")),
          Map.entry(
              "ServiceQuotas",
              new Codes(
                  "NoSuchResourceException",
                  "InvalidResourceStateException",
                  "QuotaExceededException")));

  private static final Codes OF_PARAMETER_GROUPS =
      new Codes(
          "CacheParameterGroupNotFound",
          "InvalidCacheParameterGroupState",
          "CacheParameterGroupQuotaExceeded");

  private static final Map<String, Codes> OF_OPERATION =
      Map.ofEntries(
          Map.entry(
              "ElastiCache.DescribeSnapshots",
              new Codes(
                  "SnapshotNotFoundFault", "InvalidSnapshotState", "SnapshotQuotaExceededFault")),
          Map.entry(
              "ElastiCache.CreateSnapshot",
              new Codes(
                  "ReplicationGroupNotFoundFault",
                  "InvalidReplicationGroupState",
                  "SnapshotQuotaExceededFault")),
          Map.entry(
              "ElastiCache.CopySnapshot",
              new Codes(
                  "SnapshotNotFoundFault", "InvalidSnapshotState", "SnapshotQuotaExceededFault")),
          Map.entry(
              "ElastiCache.DeleteSnapshot",
              new Codes(
                  "SnapshotNotFoundFault", "InvalidSnapshotState", "SnapshotQuotaExceededFault")),
          Map.entry(
              "ElastiCache.DeleteReplicationGroup",
              new Codes(
                  "ReplicationGroupNotFoundFault",
                  "InvalidReplicationGroupState",
                  "SnapshotQuotaExceededFault")),
          Map.entry(
              "ElastiCache.DescribeCacheClusters",
              new Codes(
                  "CacheClusterNotFound", "InvalidCacheClusterState", "RequestLimitExceeded")),
          Map.entry(
              "ElastiCache.CreateReplicationGroup",
              new Codes(
                  "CacheParameterGroupNotFound",
                  "InvalidCacheClusterState",
                  "NodeQuotaForCustomerExceeded")),
          Map.entry(
              "ElastiCache.AddTagsToResource",
              new Codes(
                  "ReplicationGroupNotFoundFault",
                  "InvalidReplicationGroupState",
                  "TagQuotaPerResourceExceeded")),
          Map.entry(
              "SFN.DescribeExecution",
              new Codes("ExecutionDoesNotExist", "InvalidArn", "RequestLimitExceeded")),
          Map.entry("ElastiCache.CreateCacheParameterGroup", OF_PARAMETER_GROUPS),
          Map.entry("ElastiCache.ModifyCacheParameterGroup", OF_PARAMETER_GROUPS),
          Map.entry("ElastiCache.DeleteCacheParameterGroup", OF_PARAMETER_GROUPS),
          Map.entry("ElastiCache.DescribeCacheParameterGroups", OF_PARAMETER_GROUPS),
          Map.entry("ElastiCache.DescribeCacheParameters", OF_PARAMETER_GROUPS),
          Map.entry(
              "ElastiCache.DescribeCacheSubnetGroups",
              new Codes(
                  "CacheSubnetGroupNotFoundFault",
                  "InvalidReplicationGroupState",
                  "RequestLimitExceeded")),
          Map.entry(
              "ElastiCache.DescribeUserGroups",
              new Codes("UserGroupNotFound", "InvalidUserGroupState", "RequestLimitExceeded")));

  private OwnErrors() {}

  public static AwsFault of(String service, String operation, InjectedFault fault) {
    Codes codes =
        OF_OPERATION.getOrDefault(
            service + "." + operation, OF_SERVICE.getOrDefault(service, OTHER));
    return switch (fault) {
      case NOT_FOUND -> new AwsFault(codes.notFound(), 404, "What the request names is not there.");
      case WRONG_STATE ->
          AwsFault.badRequest(codes.wrongState(), "What the request names cannot be used now.");
      default -> AwsFault.badRequest(codes.quota(), "There would be too many of them.");
    };
  }
}
